/** SQL of the seals; the client acts as the product, or as the owner. */
import type pg from 'pg'
import type { Seal } from './chain.ts'
import { type Trail, type TrailRow, trailTables } from './trails.ts'

const sealLock = 727_010

/** One at a time seals, whichever instance it belongs to. Held until the connection ends. */
export async function takeSealLock(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [sealLock])
  return rows[0]?.mine ?? false
}

/** The last id that was given out so far. */
export async function lastGiven(client: pg.ClientBase, trail: Trail): Promise<number> {
  const { rows } = await client.query<{ last: string | null }>('select pg_sequence_last_value($1::regclass)::text as last', [
    trailTables[trail].sequence,
  ])
  return Number(rows[0]?.last ?? 0)
}

/** Transactions that may have written to the trail and have not ended. They lock the table before they take an id. */
export async function writersOf(client: pg.ClientBase, trail: Trail): Promise<Set<string>> {
  const { rows } = await client.query<{ writer: string }>(
    `select distinct virtualtransaction as writer from pg_locks where locktype = 'relation' and relation = $1::regclass
       and database = (select oid from pg_database where datname = current_database())
       and mode in ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')`,
    [trailTables[trail].table],
  )
  return new Set(rows.map(({ writer }) => writer))
}

export interface RowSpan {
  afterId: number
  toId: number
  limit: number
}

/** Rows in the order of their ids. */
export async function rowsOf(client: pg.ClientBase, trail: Trail, { afterId, toId, limit }: RowSpan): Promise<TrailRow[]> {
  const { table, line } = trailTables[trail]
  const { rows } = await client.query<[string, string]>({
    text: `select r.id::text, ${line}(r) from ${table} r where r.id > $1::bigint and r.id <= $2::bigint order by r.id limit $3`,
    values: [afterId, toId, limit],
    rowMode: 'array',
  })
  return rows.map(([id, text]) => ({ id: Number(id), line: text }))
}

const columns = `id, trail, after_id::float8 as "afterId", to_id::float8 as "toId", rows, marks, rows_hash as "rowsHash", hash,
  sealed_at as "sealedAt"`

export async function lastSeal(client: pg.ClientBase): Promise<Seal | undefined> {
  const { rows } = await client.query<Seal>(`select ${columns} from audit_seals order by id desc limit 1`)
  return rows[0]
}

/** How far a trail is sealed. */
export async function sealedTo(client: pg.ClientBase, trail: Trail): Promise<number> {
  const { rows } = await client.query<{ to: number | null }>('select max(to_id)::float8 as to from audit_seals where trail = $1', [trail])
  return rows[0]?.to ?? 0
}

export async function insertSeal(client: pg.ClientBase, seal: Seal): Promise<void> {
  const { id, trail, afterId, toId, rows, marks, rowsHash, hash, sealedAt } = seal
  await client.query(
    `insert into audit_seals (id, trail, after_id, to_id, rows, marks, rows_hash, hash, sealed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::timestamptz at time zone 'UTC')`,
    [id, trail, afterId, toId, rows, marks, rowsHash, hash, sealedAt.toISOString()],
  )
}

/** The chain in its order, or one trail's part of it, from behind a seal on. */
export async function sealsAfter(client: pg.ClientBase, after: number, limit: number, trail?: Trail): Promise<Seal[]> {
  const { rows } = await client.query<Seal>(
    `select ${columns} from audit_seals where id > $1 and ($3::varchar is null or trail = $3) order by id limit $2`,
    [after, limit, trail ?? null],
  )
  return rows
}

export async function sealHash(client: pg.ClientBase, id: number): Promise<Buffer | undefined> {
  const { rows } = await client.query<{ hash: Buffer }>('select hash from audit_seals where id = $1', [id])
  return rows[0]?.hash
}
