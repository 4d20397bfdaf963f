/** The records themselves, a batch at a time: a few statements whatever the number of rows. */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../db/connection.ts'
import type { BulkKind, Matching, Values } from './storage.ts'

type Columns = Readonly<Record<string, { column: string; type: string }>>

/** What a job may change, under the names of the API. */
const columnsOf: Record<BulkKind, Columns> = {
  lead: {
    status: { column: 'status', type: 'varchar' },
    leadReadiness: { column: 'lead_readiness', type: 'varchar' },
    ownerId: { column: 'owner_id', type: 'integer' },
    leadSource: { column: 'lead_source', type: 'lead_source' },
    leadType: { column: 'lead_type', type: 'varchar' },
    leadOutcome: { column: 'lead_outcome', type: 'varchar' },
  },
  contact: {
    healthCoachId: { column: 'health_coach_id', type: 'integer' },
    stage: { column: 'stage', type: 'varchar' },
  },
  task: {
    assignedToId: { column: 'assigned_to_id', type: 'integer' },
    priority: { column: 'priority', type: 'varchar' },
    dueDate: { column: 'due_date', type: 'timestamp' },
    status: { column: 'status', type: 'varchar' },
    completedAt: { column: 'completed_at', type: 'timestamp' },
  },
}

/** What the rules ask of a row beside what it may change. */
const facts: Record<BulkKind, SQL> = {
  lead: sql`jsonb_build_object('createdAt', t.created_at)`,
  contact: sql`'{}'::jsonb`,
  task: sql`jsonb_build_object('createdById', t.created_by_id, 'leadId', t.lead_id, 'contactId', t.contact_id,
    'recurs', exists (select from task_occurrences o where o.task_id = t.id))`,
}

export interface LockedRow {
  id: number
  /** The columns a job may change and when the row changed last, exactly as the table has them. */
  row: Values
  facts: Values
  /** What the stage it stands in asks for and is not there. */
  missing: string[]
  /** The status that a lead's proofs bring, where it matters. */
  earned: string | null
}

const idsAsArray = (ids: readonly number[]) => sql`array(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::integer)`
const table = (kind: BulkKind) => sql.raw(`${kind}s`)

const valuesOf = (kind: BulkKind): SQL =>
  sql`jsonb_build_object('updatedAt', t.updated_at, ${sql.join(
    Object.entries(columnsOf[kind]).map(([name, { column }]) => sql`${sql.raw(`'${name}'`)}, t.${sql.identifier(column)}`),
    sql`, `,
  )})`

/** Those that the database's own policy lets the actor change, locked in the order of their ids. */
export async function lockRows(db: Tx, kind: BulkKind, ids: readonly number[], movesStage: boolean): Promise<LockedRow[]> {
  const missing = movesStage && kind !== 'task' ? sql`coalesce(missing_requirements(${kind}, t.id), '{}')` : sql`'{}'::varchar[]`
  const earned = movesStage ? earnedBy(kind) : sql`null`
  const { rows } = await db.execute<LockedRow & Record<string, unknown>>(sql`
    select t.id, ${valuesOf(kind)} as row, ${facts[kind]} as facts, to_jsonb(${missing}) as missing, ${earned} as earned
    from ${table(kind)} t where t.id = any (${idsAsArray(ids)}) order by t.id for update of t`)
  return rows
}

const earnedBy = (kind: BulkKind) => (kind === 'lead' ? sql`earned_status_of(t.id)` : sql`null`)

/** The first of those that match, as they stand now; nobody waits for them. */
export async function lookAtRows(db: Tx, kind: BulkKind, { where, except }: Matching, most: number): Promise<LockedRow[]> {
  const { rows } = await db.execute<LockedRow & Record<string, unknown>>(sql`
    with seen as materialized (select id from ${table(kind)} where ${where ?? sql`true`} and id <> all (${idsAsArray(except)}) order by id limit ${most})
    select t.id, ${valuesOf(kind)} as row, ${facts[kind]} as facts, '[]'::jsonb as missing, ${earnedBy(kind)} as earned
    from seen join ${table(kind)} t using (id)`)
  return rows
}

/** Those that the actor may at least know of. */
export async function knownIds(db: Tx, kind: BulkKind, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set()
  const { rows } = await db.execute<{ id: number }>(sql`select t.id from ${table(kind)} t where t.id = any (${idsAsArray(ids)})`)
  return new Set(rows.map(({ id }) => id))
}

/** The same values for all of them; answers what each row then holds. */
export async function changeRows(db: Tx, kind: BulkKind, ids: readonly number[], changes: Values, now: Date): Promise<Map<number, Values>> {
  const sets = Object.entries(changes).map(([name, value]) => sql`${columnOf(kind, name)} = ${asStored(value)}::${typeOf(kind, name)}`)
  if (kind === 'task' && 'status' in changes) sets.push(completion(changes.status, now))
  const { rows } = await db.execute<{ id: number; row: Values }>(sql`
    update ${table(kind)} t set ${sql.join(sets, sql`, `)} where t.id = any (${idsAsArray(ids)}) returning t.id, ${valuesOf(kind)} as row`)
  return new Map(rows.map(({ id, row }) => [id, row]))
}

/** `completed_at` follows the status into and out of Completed. */
const completion = (status: unknown, now: Date) =>
  status === 'Completed'
    ? sql`completed_at = case when t.status = 'Completed' then t.completed_at else ${now.toISOString()}::timestamp end`
    : sql`completed_at = case when t.status = 'Completed' then null else t.completed_at end`

export interface Restored {
  id: number
  /** Old values, exactly as they were. */
  values: Values
}

/** Each row its own old values. */
export async function restoreRows(db: Tx, kind: BulkKind, restored: readonly Restored[]): Promise<void> {
  const names = [...new Set(restored.flatMap(({ values }) => Object.keys(values)))]
  if (names.length === 0) return
  const sets = names.map((name) => {
    const column = columnOf(kind, name)
    return sql`${column} = case when v.values ? ${name} then (v.values ->> ${name})::${typeOf(kind, name)} else t.${column} end`
  })
  await db.execute(sql`update ${table(kind)} t set ${sql.join(sets, sql`, `)}
    from jsonb_to_recordset(${JSON.stringify(restored)}::jsonb) as v(id integer, values jsonb) where t.id = v.id`)
}

/** For the history that the database writes. */
export const sayWhy = (db: Tx, reason: string) => db.execute(sql`select set_config('app.reason', ${reason}, true)`)

function placeOf(kind: BulkKind, name: string) {
  const place = columnsOf[kind][name]
  if (!place) throw new Error(`A bulk job does not change ${name} of a ${kind}`)
  return place
}
const columnOf = (kind: BulkKind, name: string) => sql.identifier(placeOf(kind, name).column)
const typeOf = (kind: BulkKind, name: string) => sql.raw(placeOf(kind, name).type)
const asStored = (value: unknown) => (value instanceof Date ? value.toISOString() : value)
