/** SQL of merges; the two acts themselves are functions of the database (`341-merges.sql`). */
import { sql } from 'drizzle-orm'
import type { Columns } from '../../shared/access.ts'
import { merges } from '../../shared/schema/desk.ts'
import type { Db, Tx } from '../db/connection.ts'
import type { NamedList } from '../db/list.ts'
import { oneRow } from '../db/one-row.ts'
import { rowAsJson } from '../db/statement.ts'

export type MergeKind = 'lead' | 'contact'

const access = {
  id: 'show',
  entityType: 'show',
  keptId: 'show',
  mergedId: 'show',
  keptBefore: 'secret',
  keptAfter: 'secret',
  mergedRow: 'secret',
  moved: 'secret',
  mergedById: 'show',
  createdAt: 'show',
  undoneAt: 'show',
  undoneById: 'show',
} as const satisfies Columns<typeof merges>

export const mergeList: NamedList = {
  name: 'merges',
  table: merges,
  access,
  sorts: { createdAt: { expression: sql`${merges.createdAt}`, type: 'timestamp' } },
}

const rows = oneRow(merges, rowAsJson(merges, access))
export const mergeJson = (db: Db, id: number) => rows.find(db, id)

export type MergeInput = { kind: MergeKind; keptId: number; mergedId: number; take: string[]; joinNotes: boolean }

/** The merge's id. */
export async function mergeRecords(db: Tx, { kind, keptId, mergedId, take, joinNotes }: MergeInput): Promise<number> {
  const columns = sql`array(select jsonb_array_elements_text(${JSON.stringify(take)}::jsonb))`
  const { rows: made } = await db.execute<{ id: number }>(
    sql`select merge_records(${kind}, ${keptId}::integer, ${mergedId}::integer, ${columns}, ${joinNotes}::boolean) as id`,
  )
  return (made[0] as { id: number }).id
}

export async function obstaclesOf(db: Db, id: number): Promise<string[]> {
  const { rows: found } = await db.execute<{ obstacles: string[] }>(sql`select merge_obstacles(${id}::integer) as obstacles`)
  return found[0]?.obstacles ?? []
}

export const partRecords = (db: Tx, id: number) => db.execute(sql`select part_records(${id}::integer)`)

/** Into which record this one went, however many merges ago; as the product, since others may have merged it. */
export async function keptFor(db: Db, kind: MergeKind, id: number): Promise<number | undefined> {
  const { rows: found } = await db.execute<{ id: number }>(sql`
    with recursive way(id) as (
      select kept_id from merges where entity_type = ${kind} and merged_id = ${id} and undone_at is null
      union select m.kept_id from merges m join way w on m.merged_id = w.id and m.entity_type = ${kind} and m.undone_at is null)
    select w.id from way w where exists (select from ${sql.raw(`${kind}s`)} r where r.id = w.id) limit 1`)
  return found[0]?.id
}

/** Whether the actor may know of the record. */
export async function isKnown(db: Db, kind: MergeKind, id: number): Promise<boolean> {
  const { rows: found } = await db.execute(sql`select 1 from ${sql.raw(`${kind}s`)} where id = ${id}`)
  return found.length > 0
}

/** How many of these leads have become a patient. */
export async function convertedAmong(db: Db, ids: readonly [number, number]): Promise<number> {
  const { rows: found } = await db.execute<{ count: number }>(
    sql`select count(distinct contact_id)::int as count from lead_conversions where lead_id in (${ids[0]}, ${ids[1]})`,
  )
  return found[0]?.count ?? 0
}

export async function anyRestricted(db: Db, kind: MergeKind, ids: readonly [number, number]): Promise<boolean> {
  const { rows: found } = await db.execute<{ any: boolean }>(
    sql`select exists (select from record_restrictions where entity_type = ${kind} and entity_id in (${ids[0]}, ${ids[1]})) as any`,
  )
  return found[0]?.any ?? false
}
