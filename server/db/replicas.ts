/**
 * Copies of the database that take reading from it: reports, exports, search. Who has just written is served by a copy that
 * has that write, or by the primary: by position in the write-ahead log, noted for each person after their commit
 * (430-fleet.sql), so it holds across instances.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Actor, type Database, readAs, runAs } from './actor.ts'
import { type Db, openPool, type PoolSettings } from './connection.ts'
import { ageOf, noteSample, type Sample } from './replica-age.ts'
import { errorCode, isBroken } from './sqlstate.ts'
import type { Statement } from './statement.ts'

export interface ReplicaState {
  name: string
  /** Away: it does not answer, or is no replica. Behind: older than `oldestMs`. */
  state: 'away' | 'behind' | 'in step'
  /** Since when it is in this state, in milliseconds since 1970. */
  since: number
  /** Since when it lacks something. */
  ageMs: number
  bytesBehind: number
}

/** Whose writes a read has to see. */
type Writer = Actor | 'everybody'

export interface Replicas {
  /** One that has all that this person (or everybody) has written; nothing where the primary has to serve. */
  for(writer: Writer): Promise<Database | undefined>
  /** What a person wrote could not be noted: this instance reads from the primary for a while. */
  rest(): void
  states(): ReplicaState[]
  /** Reads by who served them. */
  reads: { replica: number; primary: number }
  databases: readonly Database[]
  close(): Promise<void>
}

interface Copy extends ReplicaState {
  database: Database
  replayed: number
}

const lookEveryMs = 1_000
const oldestMs = 5_000
const answersWithinMs = 2_000
const restMs = 60_000
/** A copy is mostly some milliseconds behind: waiting for it so long spares the primary the work. */
const patienceMs = 50

export function openReplicas(primary: Database, settings: readonly PoolSettings[]): Replicas {
  const copies = settings.map((each, at): Copy => {
    const database = { pool: openPool(each), pooler: each.pooler }
    return { name: String(at + 1), database, state: 'away', since: Date.now(), ageMs: 0, bytesBehind: 0, replayed: 0 }
  })
  const reads = { replica: 0, primary: 0 }
  let restsUntil = 0
  let turn = 0
  const watch = watchCopies(primary, copies)
  const find = async (writer: Writer): Promise<Database | undefined> => {
    const fit = performance.now() < restsUntil ? [] : copies.filter(({ state }) => state === 'in step')
    const copy = fit[turn++ % fit.length]
    if (!copy) return undefined
    const needed = await lastWriteOf(primary, writer)
    return copy.replayed >= needed || (await reaches(copy, needed)) ? copy.database : undefined
  }
  return {
    for: async (writer) => {
      const found = await find(writer)
      reads[found ? 'replica' : 'primary'] += 1
      return found
    },
    rest: () => {
      restsUntil = performance.now() + restMs
    },
    states: () => copies.map(({ name, state, since, ageMs, bytesBehind }) => ({ name, state, since, ageMs, bytesBehind })),
    reads,
    databases: copies.map(({ database }) => database),
    close: async () => {
      await watch.stop()
      await Promise.all(copies.map(({ database }) => database.pool.end()))
    },
  }
}

/** Reads as the actor from a replica where there is one that serves, else from the primary; `work` may run twice. */
export const readFromReplica = <T>(database: Database, actor: Actor, work: (db: Db) => Promise<T>, writer: Writer = actor): Promise<T> =>
  nearby(database, writer, (near) => readAs(near, actor, work))

/** One statement, as `runAs`. */
export const runOnReplica = (database: Database, actor: Actor, statement: Statement): Promise<unknown[][]> =>
  nearby(database, actor, (near) => runAs(near, actor, statement))

async function nearby<T>(database: Database, writer: Writer, read: (near: Database) => Promise<T>): Promise<T> {
  const copy = await database.replicas?.for(writer)
  if (!copy) return read(database)
  try {
    return await read(copy)
  } catch (error) {
    if (!isOfTheCopy(error)) throw error
    return read(database)
  }
}

/** It went away, or what it was to apply did not go together with the read (40001). */
const isOfTheCopy = (error: unknown) => errorCode(error) === '40001' || (isBroken(error) && !isOurs(error))
/** A refusal of ours has no code of PostgreSQL's, and is no broken line either. */
const isOurs = (error: Error) => 'status' in error

async function lastWriteOf({ pool }: Database, writer: Writer): Promise<number> {
  const { rows } = await (writer === 'everybody'
    ? pool.query<{ at: string }>(`select (pg_current_wal_flush_lsn() - '0/0')::text as at`)
    : pool.query<{ at: string }>('select last_write($1)::text as at', [writer.userId]))
  return Number(rows[0]?.at)
}

async function reaches(copy: Copy, needed: number): Promise<boolean> {
  const until = performance.now() + patienceMs
  try {
    for (;;) {
      copy.replayed = (await positionOf(copy.database)).at
      if (copy.replayed >= needed) return true
      if (performance.now() > until) return false
      await sleep(5)
    }
  } catch {
    enter(copy, 'away')
    return false
  }
}

/** How far a replica has replayed the log; one that hangs is as good as away. */
async function positionOf({ pool }: Database): Promise<{ at: number; isReplica: boolean }> {
  const late = sleep(answersWithinMs, undefined, { ref: false }).then(() => Promise.reject(new Error('The replica does not answer')))
  const asked = pool.query<{ at: string | null; recovering: boolean }>(
    `select pg_is_in_recovery() as recovering, (pg_last_wal_replay_lsn() - '0/0')::text as at`,
  )
  late.catch(() => undefined)
  asked.catch(() => undefined)
  const { rows } = await Promise.race([asked, late])
  return { at: Number(rows[0]?.at ?? 0), isReplica: rows[0]?.recovering === true }
}

function watchCopies(primary: Database, copies: Copy[]) {
  const samples: Sample[] = []
  let looking = Promise.resolve()
  const look = async () => {
    const { rows } = await primary.pool.query<{ at: string }>(`select (pg_current_wal_insert_lsn() - '0/0')::text as at`)
    noteSample(samples, { at: Date.now(), position: Number(rows[0]?.at) })
    await Promise.all(copies.map((copy) => lookAt(copy, samples)))
  }
  const lookAgain = () => {
    looking = look().catch(() => undefined)
  }
  lookAgain()
  const timer = setInterval(lookAgain, lookEveryMs)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await looking
    },
  }
}

async function lookAt(copy: Copy, samples: readonly Sample[]): Promise<void> {
  try {
    const { at, isReplica } = await positionOf(copy.database)
    copy.replayed = at
    copy.ageMs = ageOf(samples, at, Date.now())
    copy.bytesBehind = Math.max(0, (samples.at(-1)?.position ?? 0) - at)
    enter(copy, !isReplica ? 'away' : copy.ageMs > oldestMs ? 'behind' : 'in step')
  } catch {
    enter(copy, 'away')
  }
}

function enter(copy: Copy, state: Copy['state']): void {
  if (copy.state === state) return
  copy.state = state
  copy.since = Date.now()
}
