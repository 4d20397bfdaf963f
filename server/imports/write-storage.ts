/** Writing what the verdicts say: new records, filled ones, their trail, and which row each came from. */
import { type SQL, sql } from 'drizzle-orm'
import type { ImportKind } from '#shared/imports'
import type { Db, Tx } from '../db/connection.ts'
import { recordTables } from './work-storage.ts'

export type Slice = { importId: number; kind: ImportKind; userId: number; assignTo: number | null; from: number; to: number }

/** A field of an existing record that an import may fill, as the API calls it, and when it counts as empty. */
type Fillable = { field: string; column: SQL; given: SQL; isEmpty: SQL; reset: SQL }

const plain = (field: string, column: string, given = column): Fillable => ({
  field,
  column: sql.raw(column),
  given: sql.raw(`w.${given}`),
  isEmpty: sql.raw(`coalesce(t.${column}::text, '') = ''`),
  reset: sql`null`,
})

const fillables: Record<ImportKind, Fillable[]> = {
  leads: [
    plain('phone', 'phone'),
    plain('leadOutcome', 'lead_outcome'),
    plain('leadType', 'lead_type'),
    plain('ownerId', 'owner_id'),
    plain('healthCoachBookedWith', 'health_coach_booked_with', 'coach_id'),
    plain('notes', 'notes'),
    {
      ...plain('leadSource', 'lead_source'),
      given: sql`nullif(w.lead_source, 'None')`,
      isEmpty: sql`coalesce(t.lead_source, 'None') = 'None'`,
      reset: sql`'None'`,
    },
  ],
  contacts: [plain('phone', 'phone'), plain('healthCoachId', 'health_coach_id', 'coach_id'), plain('notes', 'notes')],
}

/** Which records get what; rows that add nothing, and second rows for one record, turn into duplicates. */
export async function settleFills(db: Tx, kind: ImportKind): Promise<void> {
  const { table } = recordTables[kind]
  const gains = fillables[kind].map(
    ({ field, given, isEmpty }) => sql`case when ${isEmpty} and ${given} is not null then ${sql.raw(`'${field}'`)} end`,
  )
  await db.execute(sql`create temporary table import_fill on commit drop as
    select distinct on (v.entity_id) v.line, v.entity_id, array_remove(array[${sql.join(gains, sql`, `)}], null) as filled
    from import_verdict v join import_work w on w.line = v.line join ${table} t on t.id = v.entity_id
    where v.verdict = 'fill' order by v.entity_id, v.line`)
  await db.execute(sql`delete from import_fill where cardinality(filled) = 0`)
  await db.execute(sql`update import_verdict v set verdict = 'duplicate'
    where verdict = 'fill' and not exists (select from import_fill f where f.line = v.line)`)
}

/** Gives every new record its id, in the order of the file. */
export async function numberNewRecords(db: Tx, kind: ImportKind): Promise<void> {
  const sequence = sql.raw(`'${kind}_id_seq'`)
  await db.execute(sql`create temporary table import_new on commit drop as
    select line, nextval(${sequence})::int as id from (
      select line from import_verdict where verdict = 'create' order by line) v`)
  await db.execute(sql`create index on import_new (line)`)
  await db.execute(sql`analyze import_new`)
}

/** The next record sorts in what the search has gathered, so that nobody's search has to read it. */
export async function gatherNoMore(db: Tx): Promise<void> {
  await db.execute(sql`set local gin_pending_list_limit = '64kB'`)
}

/** 0 when there is nothing to write. */
export async function lastNewLine(db: Db): Promise<number> {
  const { rows } = await db.execute<{ last: number | null }>(sql`select max(line) as last from import_new`)
  return rows[0]?.last ?? 0
}

const inserts: Record<ImportKind, (slice: Slice) => SQL> = {
  leads: ({ assignTo, ...slice }) => sql`
    insert into leads (id, first_name, last_name, email, phone, status, lead_source, lead_readiness, lead_outcome,
      lead_type, owner_id, health_coach_booked_with, notes, created_at, updated_at)
    select n.id, w.first_name, w.last_name, w.email, w.phone, coalesce(w.progress, 'HHQ Started'),
      coalesce(w.lead_source, 'None'), coalesce(w.lead_readiness, 'Cold'), w.lead_outcome, w.lead_type,
      coalesce(w.owner_id, ${assignTo}::int), w.coach_id, w.notes, coalesce(w.created_at, now()), now()
    from ${newRows(slice)}`,
  contacts: ({ assignTo, ...slice }) => sql`
    insert into contacts (id, first_name, last_name, email, phone, stage, health_coach_id, notes, created_at, updated_at)
    select n.id, w.first_name, w.last_name, w.email, w.phone, coalesce(w.progress, 'Intake'),
      coalesce(w.coach_id, ${assignTo}::int), w.notes, coalesce(w.created_at, now()), now()
    from ${newRows(slice)}`,
}

const newRows = ({ from, to }: Pick<Slice, 'from' | 'to'>) =>
  sql`import_new n join import_work w on w.line = n.line where n.line > ${from} and n.line <= ${to} order by n.line`

/** The rows of a slice of the file, each with its entry in the trail and its origin. */
export async function writeNewRecords(db: Tx, slice: Slice): Promise<void> {
  const { entity, number } = recordTables[slice.kind]
  await db.execute(inserts[slice.kind](slice))
  await db.execute(sql`insert into activity_logs (entity_type, entity_id, action, details, user_id)
    select ${entity}, n.id, 'imported', ${JSON.stringify({ import: slice.importId })}, ${slice.userId}::int
    from import_new n where n.line > ${slice.from} and n.line <= ${slice.to} order by n.line`)
  await db.execute(sql`insert into imported_records (import_id, line, kind, entity_id, fingerprint, external_key)
    select ${slice.importId}, n.line, ${number}::smallint, n.id, w.fingerprint, w.external_key from ${newRows(slice)}`)
}

export async function writeFills(db: Tx, { importId, kind, userId }: Omit<Slice, 'from' | 'to'>): Promise<void> {
  const { table, entity, number } = recordTables[kind]
  const sets = fillables[kind].map(
    ({ field, column, given }) => sql`${column} = case when ${sql.raw(`'${field}'`)} = any(f.filled) then ${given} else t.${column} end`,
  )
  await db.execute(sql`update ${table} t set ${sql.join(sets, sql`, `)}
    from import_fill f join import_work w on w.line = f.line where t.id = f.entity_id`)
  await db.execute(sql`insert into activity_logs (entity_type, entity_id, action, details, user_id)
    select ${entity}, f.entity_id, 'updated', json_build_object('import', ${importId}::int, 'fields', f.filled)::text, ${userId}::int
    from import_fill f order by f.line`)
  await db.execute(sql`insert into imported_records (import_id, line, kind, entity_id, fingerprint, external_key, filled, filled_at)
    select ${importId}::int, f.line, ${number}::smallint, f.entity_id, w.fingerprint, w.external_key, f.filled, t.updated_at
    from import_fill f join import_work w on w.line = f.line join ${table} t on t.id = f.entity_id`)
}

/** Statements that empty again what an import filled. */
export function emptyAgain(kind: ImportKind): SQL {
  const sets = fillables[kind].map(
    ({ field, column, reset }) => sql`${column} = case when ${sql.raw(`'${field}'`)} = any(r.filled) then ${reset} else t.${column} end`,
  )
  return sql.join(sets, sql`, `)
}
