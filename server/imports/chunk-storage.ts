import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { RowOutcome } from '#shared/imports'
import { importChunks, importLookups, importProblems } from '../../shared/schema/imports.ts'
import type { Db, Tx } from '../db/connection.ts'
import type { CsvRow } from './reading/csv.ts'

export type Chunk = { number: number; rows: CsvRow[] }

/** Rows travel as JSON text: PostgreSQL keeps it compressed, and it is read whole or not at all. */
export async function addChunks(db: Tx, importId: number, chunks: Chunk[]): Promise<void> {
  if (!chunks.length) return
  await db.insert(importChunks).values(
    chunks.map(({ number, rows }) => ({
      importId,
      number,
      rows: rows.length,
      content: JSON.stringify(rows.map(({ line, cells }) => [line, ...cells.map(storable)])),
    })),
  )
}

/** PostgreSQL stores no NUL and no half of a surrogate pair. */
function storable(cell: string): string {
  const text = cell.includes('\0') ? cell.replaceAll('\0', '') : cell
  return text.isWellFormed() ? text : text.toWellFormed()
}

/** The chunk after `number`; chunks are numbered from 1. */
export async function nextChunk(db: Db, importId: number, number: number): Promise<Chunk | undefined> {
  const [row] = await db
    .select({ number: importChunks.number, content: importChunks.content })
    .from(importChunks)
    .where(and(eq(importChunks.importId, importId), gt(importChunks.number, number)))
    .orderBy(asc(importChunks.number))
    .limit(1)
  if (!row) return undefined
  const parsed: [number, ...string[]][] = JSON.parse(row.content)
  return { number: row.number, rows: parsed.map(([line, ...cells]) => ({ line, cells })) }
}

export async function removeChunks(db: Tx, importId: number): Promise<void> {
  await db.delete(importChunks).where(eq(importChunks.importId, importId))
  await removeLookups(db, importId)
}

/** The first row of each key counts. */
export async function addLookups(db: Tx, importId: number, rows: { key: string; cells: string[] }[]): Promise<void> {
  const wanted = rows.filter(({ key }) => key !== '')
  if (!wanted.length) return
  const values = wanted.map(({ key, cells }) => ({ importId, key: storable(key), cells: cells.map(storable) }))
  await db.insert(importLookups).values(values).onConflictDoNothing()
}

export async function findLookups(db: Db, importId: number, keys: string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .select({ key: importLookups.key, cells: importLookups.cells })
    .from(importLookups)
    .where(and(eq(importLookups.importId, importId), sql`${importLookups.key} = any(${sql.param(keys)}::text[])`))
  return new Map(rows.map(({ key, cells }) => [key, cells]))
}

export async function removeLookups(db: Tx, importId: number): Promise<void> {
  await db.delete(importLookups).where(eq(importLookups.importId, importId))
}

export type Problem = { line: number; outcome: RowOutcome; reason: string; cells: string[] }

export async function addProblems(db: Tx, importId: number, problems: Problem[]): Promise<void> {
  if (problems.length) await db.insert(importProblems).values(problems.map((problem) => ({ importId, ...problem })))
}

export async function removeProblems(db: Tx, importId: number): Promise<void> {
  await db.delete(importProblems).where(eq(importProblems.importId, importId))
}

/** Problems after a row, in the order of the file. */
export async function listProblems(
  db: Db,
  importId: number,
  { after, limit, outcomes }: { after: number; limit: number; outcomes?: RowOutcome[] | undefined },
): Promise<Problem[]> {
  const { line, outcome, reason, cells } = importProblems
  return db
    .select({ line, outcome, reason, cells })
    .from(importProblems)
    .where(
      and(
        eq(importProblems.importId, importId),
        gt(line, after),
        outcomes ? sql`${outcome} = any(${sql.param(outcomes)}::text[])` : undefined,
      ),
    )
    .orderBy(asc(line))
    .limit(limit)
}
