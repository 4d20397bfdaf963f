/** The indexes beside the documented ones: at once on empty tables, without stopping anybody's work on full ones. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { connectOwner } from './owner.ts'

interface Index {
  name: string
  table: string
  statement: string
}

const form = /^CREATE (?:UNIQUE )?INDEX IF NOT EXISTS (\w+) ON (\w+) .+;$/

export function knownIndexes(text = readFileSync(join(import.meta.dirname, 'indexes.sql'), 'utf8')): Index[] {
  const statements = text.split('\n').filter((line) => line && !line.startsWith('--'))
  return statements.map((statement) => {
    const [, name, table] = form.exec(statement) ?? []
    if (!name || !table) throw new Error(`indexes.sql has a line of another form: ${statement}`)
    return { name, table, statement }
  })
}

/** Inside the migration: the missing indexes of tables without rows. Answers those that are left. */
export async function indexEmptyTables(owner: pg.ClientBase, indexes = knownIndexes()): Promise<Index[]> {
  const missing = await missingIndexes(owner, indexes)
  const tables = [...new Set(missing.map(({ table }) => table))]
  const full = new Set<string>()
  for (const table of tables) {
    const { rowCount } = await owner.query(`SELECT FROM ${table} LIMIT 1`)
    if (rowCount) full.add(table)
  }
  for (const { statement } of missing.filter(({ table }) => !full.has(table))) await owner.query(statement)
  return missing.filter(({ table }) => full.has(table))
}

/** After the migration, one index at a time; an attempt that broke off left an invalid one, which goes first. */
export async function indexFullTables(ownerUrl: string, indexes: Index[]): Promise<void> {
  if (!indexes.length) return
  const owner = await connectOwner(ownerUrl)
  try {
    await waitForTurn(owner)
    for (const { name, statement } of await missingIndexes(owner, indexes)) {
      await owner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`)
      await owner.query(statement.replace('INDEX IF NOT EXISTS', 'INDEX CONCURRENTLY IF NOT EXISTS'))
    }
  } finally {
    await owner.end()
  }
}

/** Asked again and again: who waits inside PostgreSQL holds a snapshot, which the concurrent build would wait for. */
async function waitForTurn(owner: pg.ClientBase): Promise<void> {
  for (;;) {
    const { rows } = await owner.query<{ ours: boolean }>('SELECT pg_try_advisory_lock(727004) AS ours')
    if (rows[0]?.ours) return
    await sleep(200)
  }
}

async function missingIndexes(owner: pg.ClientBase, indexes: Index[]): Promise<Index[]> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE c.relnamespace = 'public'::regnamespace AND i.indisvalid`,
  )
  const present = new Set(rows.map(({ name }) => name))
  return indexes.filter(({ name }) => !present.has(name))
}
