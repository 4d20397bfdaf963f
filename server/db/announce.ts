/**
 * Telling of what has been done, right after it is committed and together with what others did in the same moment.
 * NOTIFY inside a transaction makes every commit of the database wait for the one before it to reach the disk: changes
 * ran at a third of their speed.
 */
import type pg from 'pg'

interface Told {
  pool: pg.Pool
}

interface Waiting {
  payloads: string[]
  timer: NodeJS.Timeout | undefined
  telling: Promise<void>
}

const gatherMs = 5
const retryMs = 1_000
const mostHeld = 10_000

const waitingOf = new WeakMap<Told, Waiting>()

/** Notices of 'activity' for everybody who listens, on every instance. */
export function announce(database: Told, payloads: readonly string[]): void {
  const waiting = waitingOf.get(database) ?? { payloads: [], timer: undefined, telling: Promise.resolve() }
  waitingOf.set(database, waiting)
  waiting.payloads.push(...payloads)
  waiting.timer ??= setTimeout(() => void tell(database, waiting), gatherMs)
}

/** Resolves when all that waits has been told, or could not be. */
export async function announceRest(database: Told): Promise<void> {
  const waiting = waitingOf.get(database)
  if (!waiting) return
  await tell(database, waiting)
  clearTimeout(waiting.timer)
}

function tell(database: Told, waiting: Waiting): Promise<void> {
  clearTimeout(waiting.timer)
  waiting.timer = undefined
  waiting.telling = waiting.telling.then(() => tellAll(database, waiting))
  return waiting.telling
}

async function tellAll(database: Told, waiting: Waiting): Promise<void> {
  const { payloads } = waiting
  if (!payloads.length) return
  waiting.payloads = []
  try {
    await database.pool.query(notices, [payloads])
  } catch {
    // The database is away, or its queue is full: streams that lost the listener read again anyway.
    waiting.payloads = [...payloads, ...waiting.payloads].slice(-mostHeld)
    waiting.timer ??= setTimeout(() => void tell(database, waiting), retryMs).unref()
  }
}

/** What is told stands on disk already; the telling need not wait for it. */
const notices = `with quickly as materialized (select set_config('synchronous_commit', 'off', true))
  select pg_notify('activity', payload) from quickly, unnest($1::text[]) payload`
