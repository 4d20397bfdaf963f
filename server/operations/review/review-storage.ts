/** SQL of reviews: the asking, what was found, and bringing back what was chosen. */
import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../../db/connection.ts'
import { timeAsText } from '../../db/statement.ts'
import { type Entity, entities, type Field, type Person, type Row, type Snapshot, snapshotQuery } from './snapshot-storage.ts'

export interface ReviewRow extends Record<string, unknown> {
  id: number
  entityType: Person
  entityId: number
  asOf: string
  state: 'preparing' | 'ready' | 'failed' | 'applied'
  found: Snapshot | null
  error: string | null
}

const columns = sql`id, entity_type as "entityType", entity_id as "entityId", ${timeAsText(sql`as_of`)} as "asOf", state, found, error`

export async function insertReview(
  db: Tx,
  given: { entityType: Person; entityId: number; asOf: string; userId: number },
): Promise<ReviewRow | undefined> {
  const { rows } = await db.execute<ReviewRow>(sql`
    insert into record_reviews (entity_type, entity_id, as_of, created_by_id)
    values (${given.entityType}, ${given.entityId}, ${given.asOf}::timestamptz at time zone 'UTC', ${given.userId}) returning ${columns}`)
  return rows[0]
}

export async function findReview(db: Db, id: number): Promise<ReviewRow | undefined> {
  const { rows } = await db.execute<ReviewRow>(sql`select ${columns} from record_reviews where id = ${id}`)
  return rows[0]
}

export async function lockReview(db: Tx, id: number): Promise<ReviewRow | undefined> {
  const { rows } = await db.execute<ReviewRow>(sql`select ${columns} from record_reviews where id = ${id} for update`)
  return rows[0]
}

export const storeFound = (db: Tx, id: number, found: Snapshot) =>
  db.execute(
    sql`update record_reviews set state = 'ready', found = ${JSON.stringify(found)}::jsonb, finished_at = now() where id = ${id} and state = 'preparing'`,
  )

export const storeFailure = (db: Tx, id: number, error: string) =>
  db.execute(
    sql`update record_reviews set state = 'failed', error = ${error}, finished_at = now() where id = ${id} and state = 'preparing'`,
  )

/** What was found is of no more use, and is people's data. */
export const closeReview = (db: Tx, id: number) =>
  db.execute(sql`update record_reviews set state = 'applied', found = null, finished_at = now() where id = ${id}`)

export const forgetOldReviews = (db: Tx) => db.execute(sql`delete from record_reviews where created_at < now() - interval '1 day'`)

export async function findSnapshot(db: Db, kind: Person, id: number): Promise<Snapshot> {
  const { rows } = await db.execute<{ snapshot: Snapshot }>(snapshotQuery(kind, id))
  return rows[0]?.snapshot ?? {}
}

/** Nobody changes the person meanwhile. */
export const lockPerson = (db: Tx, kind: Person, id: number) =>
  db.execute(sql`select id from ${entities[kind].table} where id = ${id} for update`)

/** Rows that were deleted and can be brought back whole, by `task 7`, with the deletion that has them. */
export async function findRestorable(db: Db, kind: Person, id: number): Promise<Map<string, number>> {
  const key = kind === 'lead' ? 'lead_id' : 'contact_id'
  const { rows } = await db.execute<{ name: string; id: number }>(sql`
    select d.entity_type || ' ' || d.entity_id as name, max(d.id)::int as id from deleted_records d
    where (d.entity_type in ('task', 'appointment') and d.row ->> ${key} = ${String(id)})
      or (d.entity_type = 'comment' and d.row ->> 'entity_type' = ${kind} and d.row ->> 'entity_id' = ${String(id)})
    group by 1`)
  return new Map(rows.map((row) => [row.name, row.id]))
}

/** The chosen columns as they were then. */
export async function returnFields(db: Tx, entity: Entity, { row, fields }: { row: Row; fields: readonly Field[] }): Promise<void> {
  const { table } = entities[entity]
  const set = fields.map(({ column }) => sql`${sql.identifier(column)} = r.${sql.identifier(column)}`)
  await db.execute(sql`update ${table} set ${sql.join(set, sql`, `)}
    from jsonb_populate_record(null::${table}, ${JSON.stringify(row)}::jsonb) r where ${table}.id = ${Number(row.id)}`)
}
