/**
 * How long one waits for a connection: for a free one of a full pool, or for a new one to open. Counted in ticks of our own,
 * each of which ends only after what had arrived was read: the pool's own timer runs out first in a process that was busy
 * for longer than it, with the connection ready unseen, and blames the database.
 */
import pg from 'pg'
import { requireNoHold } from './nesting.ts'

export const tickMs = 450
/** So that who is refused hears it within two seconds. */
const patience = 4

/** Calls `tooLong` after so many ticks in which this process lived; what it answers stops the count. */
export function afterTicks(ticks: number, tooLong: () => void): () => void {
  let timer: NodeJS.Timeout
  let isStopped = false
  const count = (left: number) => {
    if (isStopped) return
    if (left === 0) return tooLong()
    // An immediate comes after the reading of what has arrived.
    timer = setTimeout(() => setImmediate(count, left - 1), tickMs).unref()
  }
  count(ticks)
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}

const tooLong = () => new Error('timeout exceeded when trying to connect')

/** A client that gives up opening its connection; the pool opens with a callback. */
class PatientClient extends pg.Client {
  override connect(): Promise<this>
  override connect(callback: (error: Error) => void): void
  override connect(callback?: (error: Error) => void): Promise<this> | undefined {
    if (!callback) return super.connect() as Promise<this>
    const stop = afterTicks(patience, () => this.connection.stream.destroy(tooLong()))
    super.connect((error: Error) => {
      stop()
      callback(error)
    })
    return undefined
  }
}

type Lent = (error: Error | undefined, client: pg.PoolClient | undefined, release: (error?: boolean | Error) => void) => void

/** A pool where nobody waits without end; a connection that comes too late goes back. */
export class PatientPool extends pg.Pool {
  constructor(settings: pg.PoolConfig) {
    super({ ...settings, Client: PatientClient } as pg.PoolConfig)
  }

  override connect(): Promise<pg.PoolClient>
  override connect(callback: Lent): void
  override connect(callback?: Lent): Promise<pg.PoolClient> | undefined {
    requireNoHold(this)
    const isFull = !this.idleCount && this.totalCount >= (this.options.max ?? 0)
    if (callback) {
      super.connect(isFull ? patiently(callback) : callback)
      return undefined
    }
    if (!isFull) return super.connect()
    return new Promise((resolve, reject) => super.connect(patiently((error, client) => (client ? resolve(client) : reject(error)))))
  }
}

function patiently(callback: Lent): Lent {
  let isTooLate = false
  const stop = afterTicks(patience, () => {
    isTooLate = true
    callback(tooLong(), undefined, () => undefined)
  })
  return (error, client, release) => {
    stop()
    if (!isTooLate) callback(error, client, release)
    else client?.release()
  }
}
