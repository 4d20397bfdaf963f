/**
 * What is read often and changes seldom, kept by each instance. A trigger tells of a change (430-fleet.sql) by NOTIFY, and
 * tells the connection that made it: whoever makes one is answered once every other instance has said that it heard.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from './actor.ts'
import { hitsOf } from './hits.ts'
import type { Listener } from './listen.ts'

/** What the triggers tell of. */
export type Subject = 'clinic' | 'stages'

export interface Kept {
  /** What is kept under this key, or what `make` answers, kept from then on until the subject changes. */
  keep<T>(subject: Subject, key: string, make: () => Promise<T>): Promise<T>
}

/** An instance that hangs is not waited for longer. */
const patienceMs = 500
/** For changes whose telling was lost with its connection. */
const oldestMs = 60_000

interface Entry {
  subject: string
  until: number
  value: unknown
}

export async function openKept(database: Database, listener: Listener): Promise<Kept> {
  const entries = new Map<string, Entry>()
  let changes = 0
  const forget = (isIt: (entry: Entry) => boolean) => {
    changes += 1
    for (const [key, entry] of entries) if (isIt(entry)) entries.delete(key)
  }
  const forgetSubject = (subject: string) => forget((entry) => entry.subject === subject)
  await listener.on('kept', forgetSubject)
  listener.onGap(() => forget(() => true))
  const ask = await othersOf(database, listener)
  database.settle = async (subjects) => {
    subjects.forEach(forgetSubject)
    await ask()
  }
  return {
    keep: async <T>(subject: Subject, key: string, make: () => Promise<T>): Promise<T> => {
      const known = entries.get(key)
      const isGood = known !== undefined && known.until > performance.now()
      hitsOf(subject).count(isGood)
      if (isGood) return known.value as T
      const before = changes
      const value = await make()
      // What was read while something changed may be what stood before.
      if (before === changes && listener.isHearing()) entries.set(key, { subject, until: performance.now() + oldestMs, value })
      return value
    },
  }
}

/** Answers how to wait until the other instances have heard all that was told before. */
async function othersOf(database: Database, listener: Listener): Promise<() => Promise<void>> {
  const own = randomUUID()
  const waiting = new Map<string, () => void>()
  await listener.on('kept_ask', (question) => {
    if (question.startsWith(own)) return
    database.pool.query("select pg_notify('kept_heard', $1)", [question]).catch(() => undefined)
  })
  await listener.on('kept_heard', (question) => waiting.get(question)?.())
  return async () => {
    const question = `${own} ${randomUUID()}`
    const heard = Promise.withResolvers<void>()
    let missing = await countOthers(database)
    if (missing <= 0) return
    waiting.set(question, () => {
      missing -= 1
      if (missing <= 0) heard.resolve()
    })
    await database.pool.query("select pg_notify('kept_ask', $1)", [question])
    await Promise.race([heard.promise, sleep(patienceMs, undefined, { ref: false })])
    waiting.delete(question)
  }
}

/** Each instance has one connection that listens. */
async function countOthers({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int - 1 as count from pg_stat_activity where datname = current_database() and application_name = 'healthcrm listener'`,
  )
  return rows[0]?.count ?? 0
}
