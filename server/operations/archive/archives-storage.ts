/** SQL of what moved to files; the client is the owner's, who alone may write it. */
import type pg from 'pg'
import { type Trail, type TrailRow, trailTables } from '../seals/trails.ts'

export interface KnownArchive {
  id: number
  trail: Trail
  file: string
  sha256: string
  rows: number
  fromId: number
  toId: number
}

const columns = `id, trail, file, sha256, rows, from_id::float8 as "fromId", to_id::float8 as "toId"`

export async function archivesOf(client: pg.ClientBase, trail: Trail): Promise<KnownArchive[]> {
  const { rows } = await client.query<KnownArchive>(`select ${columns} from trail_archives where trail = $1 order by from_id`, [trail])
  return rows
}

/** Those of which rows may still stand in their table. */
export async function archivesUnderway(client: pg.ClientBase, trail: Trail): Promise<KnownArchive[]> {
  const { rows } = await client.query<KnownArchive>(
    `select ${columns} from trail_archives where trail = $1 and moved_at is null order by id`,
    [trail],
  )
  return rows
}

export interface NewArchive {
  trail: Trail
  month: string
  file: string
  sha256: string
  bytes: number
  rows: readonly TrailRow[]
  digests: readonly Buffer[]
  fromAt: string
  toAt: string
  userIds: readonly number[]
  actions: readonly string[]
  records: ReadonlyMap<string, ReadonlySet<number>>
}

/** With the records it speaks of, or not at all. */
export async function insertArchive(client: pg.ClientBase, archive: NewArchive): Promise<number> {
  const ids = archive.rows.map(({ id }) => id)
  await client.query('begin')
  try {
    const { rows } = await client.query<{ id: number }>(
      `insert into trail_archives (trail, month, file, sha256, bytes, rows, from_id, to_id, from_at, to_at, user_ids, actions, ids, digests)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning id`,
      [
        archive.trail,
        archive.month,
        archive.file,
        archive.sha256,
        archive.bytes,
        ids.length,
        ids[0],
        ids.at(-1),
        archive.fromAt,
        archive.toAt,
        archive.userIds,
        archive.actions,
        ids,
        archive.digests,
      ],
    )
    const id = rows[0]?.id ?? 0
    for (const [entityType, entityIds] of archive.records) {
      await client.query('insert into archived_records (archive_id, entity_type, entity_ids) values ($1, $2, $3)', [
        id,
        entityType,
        [...entityIds].sort((a, b) => a - b),
      ])
    }
    await client.query('commit')
    return id
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Takes a piece of an archive's rows out of their table; answers how many went. */
export async function forgetArchived(
  client: pg.ClientBase,
  { id, first, last }: { id: number; first: number; last: number },
): Promise<number> {
  const { rows } = await client.query<{ gone: number }>('select forget_archived($1, $2, $3) as gone', [id, first, last])
  return rows[0]?.gone ?? 0
}

/** Moved, once none of its rows stands in its table any more; held ones may. */
export async function endArchive(client: pg.ClientBase, { id, trail }: Pick<KnownArchive, 'id' | 'trail'>): Promise<boolean> {
  const { rowCount } = await client.query(
    `update trail_archives a set moved_at = now(), ids = null, digests = null where a.id = $1
       and not exists (select from ${trailTables[trail].table} r where r.id = any(a.ids))`,
    [id],
  )
  return rowCount === 1
}

/** The month of the oldest row that may move. */
export async function oldestMonth(client: pg.ClientBase, trail: Trail, from: string, before: string): Promise<string | undefined> {
  const { table, at } = trailTables[trail]
  const { rows } = await client.query<{ month: string | null }>(
    `select to_char(min(${at}), 'YYYY-MM-01') as month from ${table} where ${at} >= $1 and ${at} < $2`,
    [from, before],
  )
  return rows[0]?.month ?? undefined
}

export interface MonthSpan {
  month: string
  afterId: number
  /** Rows above it are not sealed yet. */
  sealedTo: number
  limit: number
}

/** Rows of a month that nobody holds and that are in no file yet, in the order of their ids. */
export async function rowsToMove(client: pg.ClientBase, trail: Trail, { month, afterId, sealedTo, limit }: MonthSpan): Promise<TrailRow[]> {
  const { table, line, at } = trailTables[trail]
  const isHeld =
    trail === 'activity'
      ? 'h.entity_type = r.entity_type and h.entity_id = r.entity_id'
      : 'h.entity_id = any(r.entity_ids) and (r.entity_type = h.entity_type or h.entity_type = any(r.entity_types))'
  const { rows } = await client.query<[string, string]>({
    text: `with held as materialized (select * from held_records())
      select r.id::text, ${line}(r) from ${table} r
      where ${at} >= $1::date and ${at} < $1::date + interval '1 month' and r.id > $2::bigint and r.id <= $3::bigint
        and not is_held_time(${at}) and not exists (select from held h where ${isHeld})
        and not exists (select from trail_archives a where a.trail = $5 and a.moved_at is null and r.id = any(a.ids))
      order by r.id limit $4`,
    values: [month, afterId, sealedTo, limit, trail],
    rowMode: 'array',
  })
  return rows.map(([id, text]) => ({ id: Number(id), line: text }))
}
