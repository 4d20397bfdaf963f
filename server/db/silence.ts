/**
 * A database that holds the line and says nothing (a host that hangs, a network that swallows) would keep requests waiting
 * for ever. Once a connection has been lent for a while, the database is asked over a new one whether it lives; if it
 * does not answer, the lent ones are cut, and who waits is told.
 */
import pg from 'pg'
import { isSqlState } from './sqlstate.ts'
import { tickMs } from './waits.ts'

/** In ticks, not on the clock: when this whole machine stands still, nobody is silent. */
const suspicious = 4
const patience = 8

interface Cut {
  connection: { stream: { destroy(error: Error): void } }
}
const cut = (client: pg.ClientBase, why: Error) => (client as unknown as Cut).connection.stream.destroy(why)

/**
 * `lives` asks over a connection of its own, for as long as the signal lets it: a timer of its own would run out first when
 * this process has been busy, before the answer is read. A refusal in PostgreSQL's own words is an answer too.
 */
export function cutWhenSilent(pool: pg.Pool, lives: (signal: AbortSignal) => Promise<void>): void {
  const lentFor = new Map<pg.PoolClient, number>()
  let asking: { ticks: number; stop: AbortController } | undefined
  const giveUp = () => {
    const silence = Object.assign(new Error('Connection terminated: the database does not answer'), { code: 'ETIMEDOUT' })
    // Those that were idle meanwhile are found out when they are lent.
    for (const client of lentFor.keys()) cut(client, silence)
    lentFor.clear()
  }
  const ask = async () => {
    const mine = { ticks: 0, stop: new AbortController() }
    asking = mine
    const isAway = await lives(mine.stop.signal).then(
      () => false,
      (error) => !isRefusal(error),
    )
    if (asking !== mine) return
    asking = undefined
    if (isAway) giveUp()
    else for (const client of lentFor.keys()) lentFor.set(client, 0)
  }
  const tick = () => {
    for (const [client, ticks] of lentFor) lentFor.set(client, ticks + 1)
    if (!asking && [...lentFor.values()].some((ticks) => ticks >= suspicious)) return void ask()
    if (!asking) return
    asking.ticks += 1
    if (asking.ticks < patience) return
    const { stop } = asking
    asking = undefined
    stop.abort()
    giveUp()
  }
  const timer = setInterval(() => (pool.ended ? clearInterval(timer) : tick()), tickMs).unref()
  pool.on('acquire', (client) => void lentFor.set(client, 0))
  pool.on('release', (_error, client) => void lentFor.delete(client))
  pool.on('remove', (client) => void lentFor.delete(client))
}

/** Whether the database at this address says anything. */
export async function askWhetherItLives(url: string, signal: AbortSignal): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'healthcrm' })
  client.on('error', () => undefined)
  signal.addEventListener('abort', () => cut(client, new Error('The database does not answer')))
  try {
    await client.connect()
    await client.query('SELECT 1')
  } finally {
    client.end().catch(() => undefined)
  }
}

/** In PostgreSQL's own words. */
const isRefusal = (error: unknown) => error instanceof Error && 'code' in error && isSqlState(String(error.code))
