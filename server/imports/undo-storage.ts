/** Taking an import back: what nobody has worked on since goes, the rest stays and is named. */
import { type SQL, sql } from 'drizzle-orm'
import type { ImportKind } from '#shared/imports'
import type { Db, Tx } from '../db/connection.ts'
import { recordTables } from './work-storage.ts'
import { emptyAgain } from './write-storage.ts'

export type UndoSlice = { importId: number; kind: ImportKind; userId: number; from: number; to: number }

/** Anything that hangs on a record shows that somebody has worked with it. */
const worked: Record<ImportKind, SQL> = {
  leads: sql`exists (select from tasks x where x.lead_id = t.id) or exists (select from appointments x where x.lead_id = t.id)
    or exists (select from calls x where x.lead_id = t.id) or exists (select from contacts x where x.lead_id = t.id)
    or exists (select from lead_conversions x where x.lead_id = t.id)
    or exists (select from record_restrictions x where x.entity_type = 'lead' and x.entity_id = t.id)`,
  contacts: sql`exists (select from tasks x where x.contact_id = t.id)
    or exists (select from appointments x where x.contact_id = t.id)
    or exists (select from lead_conversions x where x.contact_id = t.id)
    or exists (select from record_restrictions x where x.entity_type = 'contact' and x.entity_id = t.id)`,
}

const ofSlice = ({ importId, from, to }: UndoSlice) => sql`r.import_id = ${importId} and r.line > ${from} and r.line <= ${to}`

/** Looked up line by line: joined, a database that has not counted the new rows yet may hold each of them against each. */
const forgotten = ({ importId }: UndoSlice, done: SQL) =>
  sql`delete from imported_records where import_id = ${importId} and line = any (array(select line from ${done}))`

/**
 * All rows of an import have one `updated_at`. Asked for with `=`, a database that has not counted them yet looks them up by it,
 * all of them for each; so it is asked for in a way that no index answers.
 */
export async function removeCreated(db: Tx, slice: UndoSlice): Promise<number> {
  const { table, entity } = recordTables[slice.kind]
  const { rows } = await db.execute<{ count: number }>(sql`
    with gone as (delete from ${table} t using imported_records r, import_batches b
      where ${ofSlice(slice)} and b.id = r.import_id and t.id = r.entity_id and r.filled is null
        and t.updated_at is not distinct from b.imported_at and not (${worked[slice.kind]}) returning t.id, r.line),
    told as (insert into activity_logs (entity_type, entity_id, action, details, user_id)
      select ${entity}, id, 'deleted', ${JSON.stringify({ import: slice.importId })}, ${slice.userId}::int from gone),
    forgotten as (${forgotten(slice, sql`gone`)})
    select count(*)::int as count from gone`)
  return rows[0]?.count ?? 0
}

export async function emptyFilled(db: Tx, slice: UndoSlice): Promise<number> {
  const { table, entity } = recordTables[slice.kind]
  const { rows } = await db.execute<{ count: number }>(sql`
    with emptied as (update ${table} t set ${emptyAgain(slice.kind)} from imported_records r
      where ${ofSlice(slice)} and t.id = r.entity_id and r.filled is not null and t.updated_at = r.filled_at
      returning t.id, r.line, r.filled),
    told as (insert into activity_logs (entity_type, entity_id, action, details, user_id)
      select ${entity}, id, 'updated', json_build_object('import', ${slice.importId}::int, 'fields', filled)::text, ${slice.userId}::int
      from emptied),
    forgotten as (${forgotten(slice, sql`emptied`)})
    select count(*)::int as count from emptied`)
  return rows[0]?.count ?? 0
}

/** Names the records that stay, among them none that somebody deleted since; answers how many. */
export async function noteKept(db: Tx, importId: number, kind: ImportKind): Promise<number> {
  const { table, entity } = recordTables[kind]
  await db.execute(sql`delete from import_problems where import_id = ${importId} and outcome = 'kept'`)
  const { rows } = await db.execute<{ count: number }>(sql`
    with kept as (insert into import_problems (import_id, line, outcome, reason, cells)
      select r.import_id, r.line, 'kept', 'somebody has worked on ' || ${entity} || ' ' || t.id || ' since',
        array[t.first_name, t.last_name, t.email]
      from imported_records r join ${table} t on t.id = r.entity_id where r.import_id = ${importId}
      on conflict (import_id, line) do update set outcome = excluded.outcome, reason = excluded.reason returning line)
    select count(*)::int as count from kept`)
  return rows[0]?.count ?? 0
}

export async function lastImportedLine(db: Db, importId: number): Promise<number> {
  const { rows } = await db.execute<{ line: number | null }>(
    sql`select max(line) as line from imported_records where import_id = ${importId}`,
  )
  return rows[0]?.line ?? 0
}
