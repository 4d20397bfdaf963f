/** Connections to PostgreSQL: every session speaks UTC and names itself, and a query queue is written in one go. */
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { askWhetherItLives, cutWhenSilent } from './silence.ts'
import { PatientPool } from './waits.ts'

/** Reads. Obtained inside a request's or a job's transaction only. */
export type Db = NodePgDatabase & { readonly $client: pg.ClientBase }
declare const writable: unique symbol
/** Writes: a `Db` inside a read-write transaction. Storage that changes rows asks for this type. */
export type Tx = Db & { readonly [writable]: true }

export interface PoolSettings {
  url: string
  max: number
  /** `transaction` behind PgBouncer: no named statements. */
  pooler: 'none' | 'transaction'
}

/** A pooler refuses them at the start of a session: there the login has them. */
const sessionSettings = [
  'timezone=UTC',
  'statement_timeout=30000',
  'idle_in_transaction_session_timeout=30000',
  // Search entries gather a little before they are sorted in; each search reads what has gathered, so it stays little.
  'gin_pending_list_limit=64kB',
]
  .map((setting) => `-c ${setting}`)
  .join(' ')

export function openPool({ url, max, pooler }: PoolSettings): pg.Pool {
  const pool = new PatientPool({
    connectionString: url,
    max,
    pipeline: true,
    idleTimeoutMillis: 60_000,
    application_name: 'healthcrm',
    ...(pooler === 'none' ? { options: sessionSettings } : {}),
  } as pg.PoolConfig)
  // A connection that dies while idle is dropped by the pool; the next request opens another.
  pool.on('error', () => undefined)
  // One that dies while it is lent fails the queries it holds; nobody listening would end the server.
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    client.on('notice', ({ message }) => noteKeptChange(client, message))
  })
  cutWhenSilent(pool, (signal) => askWhetherItLives(url, signal))
  return pool
}

/** What a connection's statements have changed of what instances keep; a trigger tells (430-fleet.sql). */
const keptChanges = new WeakMap<pg.ClientBase, string[]>()

function noteKeptChange(client: pg.ClientBase, message: string | undefined): void {
  const subject = /^kept (\w+)$/.exec(message ?? '')?.[1]
  if (subject) keptChanges.set(client, [...(keptChanges.get(client) ?? []), subject])
}

const nothingChanged: readonly string[] = []

/** Once: then they are forgotten. */
export function takeKeptChanges(client: pg.ClientBase): readonly string[] {
  const changed = keptChanges.get(client)
  if (!changed) return nothingChanged
  keptChanges.delete(client)
  return changed
}

const waitHearers = new WeakMap<pg.Pool, (seconds: number) => void>()

/** Hears how long those waited who found no idle connection. */
export function onWait(pool: pg.Pool, hear: (seconds: number) => void): void {
  waitHearers.set(pool, hear)
}

/** A connection of the pool, to be released. */
export async function borrow(pool: pg.Pool): Promise<pg.PoolClient> {
  const hear = pool.idleCount ? undefined : waitHearers.get(pool)
  if (!hear) return pool.connect()
  const began = performance.now()
  const client = await pool.connect()
  hear((performance.now() - began) / 1000)
  return client
}

const drizzles = new WeakMap<pg.ClientBase, Db>()

/** The Drizzle handle of a connection, made once a connection. */
export function drizzleOn(client: pg.ClientBase): Db {
  const known = drizzles.get(client)
  if (known) return known
  const made = drizzle({ client: client as pg.PoolClient }) as unknown as Db
  drizzles.set(client, made)
  return made
}
