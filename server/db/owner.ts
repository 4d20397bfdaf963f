/** Work on the database as its owner: in one transaction under one lock, whole or not at all. */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { errorCode } from './sqlstate.ts'

/** A state of the database that the operator has to resolve; the message is one line that says how. */
export class DatabaseUnfit extends Error {}

/** Lock not to be had, deadlock. */
const passing = new Set(['55P03', '40P01'])
/** Well below PostgreSQL's deadlock_timeout: in a tangle it is we who give way, never a request. */
const lockingMs = 600
const patienceMs = 60_000

/** Runs the work as the owner; a starter that comes second waits, then finds nothing left to do. */
export async function asOwner<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const began = Date.now()
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, 3_000)) {
    try {
      return await attempt(ownerUrl, work)
    } catch (error) {
      if (!willPass(error)) throw error
      if (Date.now() - began > patienceMs) throw new DatabaseUnfit(busy, { cause: error })
      await sleep(pauseMs)
    }
  }
}

/** Two databases of one cluster that change the same role at once meet in a row of the catalog. */
function willPass(error: unknown): boolean {
  if (error instanceof TablesInUse || passing.has(errorCode(error) ?? '')) return true
  return error instanceof Error && error.message === 'tuple concurrently updated'
}

class TablesInUse extends Error {}

/**
 * Takes every table at once before any of them is changed, so that nothing waits afterwards. If that takes too long the
 * work is undone, others pass, and it begins again.
 */
export async function lockTables(owner: pg.ClientBase): Promise<void> {
  const { rows } = await owner.query<{ tables: string | null }>(
    `SELECT string_agg(oid::regclass::text, ', ' ORDER BY oid) AS tables FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  )
  const tables = rows[0]?.tables
  if (!tables) return
  await owner.query(`SET LOCAL statement_timeout = ${lockingMs}`)
  try {
    await owner.query(`LOCK TABLE ${tables} IN ACCESS EXCLUSIVE MODE`)
  } catch (error) {
    throw new TablesInUse('The tables are in use', { cause: error })
  }
  await owner.query('SET LOCAL statement_timeout = 0')
}

const busy =
  'The database is too busy to be migrated: end the long transactions that pg_stat_activity shows, or start again at a quieter time'

async function attempt<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = await connectOwner(ownerUrl)
  try {
    await refuseOldPostgres(owner)
    await owner.query('BEGIN')
    await owner.query('SELECT pg_advisory_xact_lock(727002)')
    const result = await work(owner)
    await owner.query('COMMIT')
    return result
  } finally {
    // Ending the connection rolls back what was not committed.
    await owner.end()
  }
}

/** A session of the owner's, in UTC as all of ours. */
export async function connectOwner(ownerUrl: string): Promise<pg.Client> {
  const owner = new pg.Client({ connectionString: ownerUrl, options: '-c timezone=UTC', application_name: 'healthcrm owner' })
  await owner.connect()
  return owner
}

async function refuseOldPostgres(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ version: number }>("SELECT current_setting('server_version_num')::int AS version")
  const version = rows[0]?.version ?? 0
  if (version < 150000) {
    throw new DatabaseUnfit(`DATABASE_URL is PostgreSQL ${Math.floor(version / 10000)}: use version 15 or later`)
  }
}
