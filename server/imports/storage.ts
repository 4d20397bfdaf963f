import { and, desc, eq, inArray, lt, or, sql } from 'drizzle-orm'
import type { ImportKind, ImportSettings } from '#shared/imports'
import { importBatches, importMappings } from '../../shared/schema/imports.ts'
import { users } from '../../shared/schema.ts'
import type { Db, Tx } from '../db/connection.ts'
import type { NamedList } from '../db/list.ts'
import type { StaffMember } from './guessing/settings.ts'

export type ImportRow = typeof importBatches.$inferSelect
export type NewImport = typeof importBatches.$inferInsert
export type ImportChanges = Partial<NewImport>

/** What a list of imports shows; the file's own columns and the decisions stay with the single import. */
export const importList: NamedList = {
  name: 'imports.list',
  table: importBatches,
  access: {
    id: 'show',
    kind: 'show',
    fileName: 'show',
    state: 'show',
    rows: 'show',
    progress: 'show',
    counts: 'show',
    undone: 'show',
    failure: 'show',
    importedAt: 'show',
    createdById: 'show',
    createdAt: 'show',
    updatedAt: 'show',
  },
  sorts: { createdAt: { expression: sql`${importBatches.createdAt}`, type: 'timestamp' } },
}

export async function findImport(db: Db, id: number): Promise<ImportRow | undefined> {
  const [row] = await db.select().from(importBatches).where(eq(importBatches.id, id))
  return row
}

/** Others who would change the import wait until this transaction is over. */
export async function lockImport(db: Tx, id: number): Promise<ImportRow | undefined> {
  const [row] = await db.select().from(importBatches).where(eq(importBatches.id, id)).for('update')
  return row
}

export async function insertImport(db: Tx, values: NewImport): Promise<number> {
  const [row] = await db.insert(importBatches).values(values).returning({ id: importBatches.id })
  if (!row) throw new Error('The import was not stored')
  return row.id
}

export async function updateImport(db: Tx, id: number, changes: ImportChanges): Promise<ImportRow | undefined> {
  const [row] = await db
    .update(importBatches)
    .set({ ...changes, updatedAt: sql`now()` })
    .where(eq(importBatches.id, id))
    .returning()
  return row
}

export async function removeImport(db: Tx, id: number): Promise<void> {
  await db.delete(importBatches).where(eq(importBatches.id, id))
}

/** Only while work is under way: a late note must not overwrite an end. */
export async function noteProgress(db: Tx, id: number, rows: number): Promise<void> {
  await db
    .update(importBatches)
    .set({ progress: rows, updatedAt: sql`now()` })
    .where(and(eq(importBatches.id, id), inArray(importBatches.state, ['checking', 'running', 'undoing'])))
}

/** False when another worker has the list; it is free again when the transaction ends. */
export async function takeList(db: Tx, id: number): Promise<boolean> {
  const { rows } = await db.execute<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(727003, ${id}::int) as mine`)
  return rows[0]?.mine ?? false
}

/** The moment the new records bear as their last change: an undo knows by it which nobody has touched. */
export async function stampImported(db: Tx, id: number): Promise<void> {
  await db.execute(sql`update import_batches set imported_at = now() where id = ${id}`)
}

/** The records of a list stay silent; the list itself is announced, and with it that there is something new to look at. */
export async function announceList(db: Tx, entry: { id: number; userId: number; action: string; facts: object }): Promise<void> {
  await db.execute(sql`select set_config('app.bulk', 'off', true)`)
  await db.execute(sql`insert into activity_logs (entity_type, entity_id, action, details, user_id)
    values ('import', ${entry.id}, ${entry.action}, ${JSON.stringify(entry.facts)}, ${entry.userId})`)
}

export async function findUnfinished(db: Db): Promise<number[]> {
  const rows = await db
    .select({ id: importBatches.id })
    .from(importBatches)
    .where(inArray(importBatches.state, ['checking', 'running', 'undoing']))
  return rows.map(({ id }) => id)
}

/** Uploads that never ended, and lists nobody has touched for long, with the rows they hold. */
export async function removeForgotten(db: Tx, now: Date): Promise<number> {
  const before = (hours: number) => new Date(now.getTime() - hours * 60 * 60 * 1000)
  const gone = await db
    .delete(importBatches)
    .where(
      or(
        and(eq(importBatches.state, 'uploading'), lt(importBatches.updatedAt, before(24))),
        and(inArray(importBatches.state, ['draft', 'checked', 'failed']), lt(importBatches.updatedAt, before(30 * 24))),
      ),
    )
    .returning({ id: importBatches.id })
  return gone.length
}

export async function listStaff(db: Db): Promise<StaffMember[]> {
  const { id, email, firstName, lastName } = users
  return db.select({ id, email, firstName, lastName }).from(users).where(eq(users.isActive, true))
}

export async function findWorker(db: Db, id: number) {
  const [row] = await db.select({ role: users.role, isActive: users.isActive }).from(users).where(eq(users.id, id))
  return row
}

/** What this person, or else a colleague, decided for the last list with the same columns. */
export async function findMapping(db: Db, kind: ImportKind, headerKey: string, userId: number): Promise<ImportSettings | undefined> {
  const [row] = await db
    .select({ settings: importMappings.settings })
    .from(importMappings)
    .where(and(eq(importMappings.kind, kind), eq(importMappings.headerKey, headerKey)))
    .orderBy(desc(sql`${importMappings.userId} = ${userId}`), desc(importMappings.usedAt))
    .limit(1)
  return row?.settings
}

export async function rememberMapping(db: Tx, mapping: { kind: ImportKind; headerKey: string; userId: number; settings: ImportSettings }) {
  await db
    .insert(importMappings)
    .values(mapping)
    .onConflictDoUpdate({
      target: [importMappings.kind, importMappings.headerKey, importMappings.userId],
      set: { settings: mapping.settings, usedAt: sql`now()` },
    })
}

/** The clinic's own country, for phone numbers without one. */
export async function clinicCountry(db: Db): Promise<string> {
  const { rows } = await db.execute<{ country: string }>(sql`select country from clinic_settings`)
  return rows[0]?.country ?? 'US'
}
