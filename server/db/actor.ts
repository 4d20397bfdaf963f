/**
 * Who acts. Each transaction runs as the actor's database role with the actor's id in a setting, so that the database
 * itself limits what it shows and takes; without an actor every table of people's data shows no rows.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'
import type { UserRole } from '../../shared/values.ts'
import { announce } from './announce.ts'
import { borrow, type Db, drizzleOn, type Tx, takeKeptChanges } from './connection.ts'
import { holding } from './nesting.ts'
import { setStatementPrefix } from './prepared.ts'
import { brokenConnection, errorCode, isBroken } from './sqlstate.ts'
import type { Statement } from './statement.ts'

export interface Actor {
  userId: number
  role: UserRole
}
/** The product itself: jobs, sign-in, set-up. */
export const system = 'system'
export type ActorOrSystem = Actor | typeof system

/** A patient in the portal, by the lead whose login it is; it stays theirs when the lead has become a contact. */
export interface PatientActor {
  leadId: number
}
export type AnyActor = ActorOrSystem | PatientActor

export interface Database {
  pool: pg.Pool
  pooler: 'none' | 'transaction'
  /** Copies that take reading from it (replicas.ts). */
  replicas?: { for(writer: Actor | 'everybody'): Promise<Database | undefined>; rest(): void } | undefined
  /** Waits until all instances have forgotten what they kept of these subjects (kept.ts). */
  settle?: ((subjects: readonly string[]) => Promise<void>) | undefined
}

const databaseRole: Record<UserRole, string> = { SDR: 'sdr', 'Health Coach': 'coach', Admin: 'admin' }
export function roleOf(actor: AnyActor): string {
  if (actor === system) return system
  return 'leadId' in actor ? 'patient' : databaseRole[actor.role]
}

function beginAs(actor: AnyActor, mode: 'READ ONLY' | 'READ WRITE'): string {
  // A write announces itself after its commit (announce.ts), not by trigger.
  const begin = mode === 'READ ONLY' ? `BEGIN ${mode}` : `BEGIN ${mode}; SET LOCAL app.bulk = 'on'`
  if (actor === system) return `${begin}; SET LOCAL ROLE system`
  if ('leadId' in actor) return `${begin}; SET LOCAL ROLE patient; SET LOCAL app.lead_id = '${Math.trunc(actor.leadId)}'`
  return `${begin}; SET LOCAL ROLE ${databaseRole[actor.role]}; SET LOCAL app.user_id = '${Math.trunc(actor.userId)}'`
}

/** Work queued without waiting (audit rows); its failure fails the commit. */
const queued = new WeakMap<Db, Promise<unknown>[]>()

/** For whoever keeps several transactions: whether anything was sent along in any of them. */
export const noticing = new AsyncLocalStorage<{ queued: boolean }>()

/** Sends a write with the next ones instead of waiting for it; a failure rolls the transaction back. A text it answers is announced. */
export function queue(db: Tx, work: Promise<unknown>): void {
  work.catch(() => undefined)
  queued.get(db)?.push(work)
  const noticed = noticing.getStore()
  if (noticed) noticed.queued = true
}

/** Whether the transaction has sent something along so far: an entry of the trail, as a rule. */
export const hasQueued = (db: Tx): boolean => (queued.get(db)?.length ?? 0) > 0

interface Task<T> {
  actor: AnyActor
  mode: 'READ ONLY' | 'READ WRITE'
  work: (db: Tx) => Promise<T>
}

async function transact<T>(database: Database, task: Task<T>): Promise<T> {
  const client = await borrow(database.pool)
  const { result, payloads, changed } = await holding(database.pool, () => carryOut(database, client, task))
  if (payloads.length) announce(database, payloads)
  // The change stands, heard or not.
  if (changed.length) await database.settle?.(changed).catch(() => undefined)
  return result
}

/** The transaction, on a connection that is given back at its end. Also what is told of it, and what instances keep and have to forget. */
async function carryOut<T>(database: Database, client: pg.PoolClient, { actor, mode, work }: Task<T>) {
  const db = drizzleOn(client) as Tx
  const pending: Promise<unknown>[] = []
  queued.set(db, pending)
  // Other names than those of trip.ts, which keeps its own account of what a connection has parsed.
  takeKeptChanges(client)
  setStatementPrefix(db, database.pooler === 'none' ? `${roleOf(actor)}:` : undefined)
  let broken: Error | undefined
  // Not awaited: BEGIN and the first query leave in one write.
  const begun = client.query(beginAs(actor, mode))
  begun.catch(() => undefined)
  try {
    const result = await work(db)
    await begun
    const notices = await Promise.all(pending)
    const ending = client.query('COMMIT')
    // Leaves in the same write; the position counts once the commit stands.
    const noted = mode === 'READ WRITE' && database.replicas && hasReplicaReads(actor) ? noteWrite(database, client, actor) : undefined
    const end = await ending
    await noted
    if (end.command === 'ROLLBACK') throw new Error('The transaction had failed and was rolled back')
    return { result, payloads: notices.filter((notice) => typeof notice === 'string'), changed: takeKeptChanges(client) }
  } catch (error) {
    broken = await rollBack(client, error)
    throw await reasonOf(error, [begun, ...pending])
  } finally {
    queued.delete(db)
    client.release(broken)
  }
}

/** Whatever follows a statement that failed is told only that something had (25P02): the reason is with one that nobody waited for. */
async function reasonOf(error: unknown, sent: readonly Promise<unknown>[]): Promise<unknown> {
  if (errorCode(error) !== '25P02') return error
  const failures = (await Promise.allSettled(sent)).flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  return failures.find((failure) => errorCode(failure) !== '25P02') ?? error
}

/** The product and patients read from the primary alone. */
const hasReplicaReads = (actor: AnyActor): actor is Actor => actor !== system && 'userId' in actor

/** Up to where this person has written: what they read from a replica is no older. */
export async function noteWrite(database: Database, client: pg.ClientBase, { userId }: Pick<Actor, 'userId'>): Promise<void> {
  try {
    await client.query('SELECT note_write($1)', [userId])
  } catch {
    database.replicas?.rest()
  }
}

/** Answers the error that makes the connection unfit for reuse, if there is one. */
async function rollBack(client: pg.ClientBase, error: unknown): Promise<Error | undefined> {
  const code = errorCode(error)
  if (code && brokenConnection.test(code)) return error as Error
  try {
    await client.query('ROLLBACK')
    return undefined
  } catch (failed) {
    return failed as Error
  }
}

const retryable = new Set(['40001', '40P01'])

/** A read-write transaction; run again when PostgreSQL ended it for a deadlock or a serialization failure. */
export async function writeAs<T>(database: Database, actor: AnyActor, work: (db: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transact(database, { actor, mode: 'READ WRITE', work })
    } catch (error) {
      if (attempt === 3 || !retryable.has(errorCode(error) ?? '')) throw error
    }
  }
}

export function readAs<T>(database: Database, actor: AnyActor, work: (db: Db) => Promise<T>): Promise<T> {
  return transact(database, { actor, mode: 'READ ONLY', work })
}

/** One prepared statement in its own transaction, all of it sent in one write. Rows come as arrays of text. */
export async function runAs(database: Database, actor: AnyActor, statement: Statement): Promise<unknown[][]> {
  const client = await borrow(database.pool)
  let broken: Error | undefined
  try {
    const begun = client.query(beginAs(actor, 'READ ONLY'))
    const rows = client.query<unknown[]>({
      ...(database.pooler === 'none' && statement.name ? { name: statement.name } : {}),
      text: statement.text,
      values: statement.values,
      rowMode: 'array',
    })
    const ended = client.query('COMMIT')
    const settled = await Promise.allSettled([begun, rows, ended])
    for (const each of settled) {
      if (each.status === 'rejected') throw each.reason
    }
    return (await rows).rows
  } catch (error) {
    // A COMMIT that was cancelled has ended nothing.
    broken = isBroken(error) ? error : await rollBack(client, error)
    throw error
  } finally {
    client.release(broken)
  }
}
