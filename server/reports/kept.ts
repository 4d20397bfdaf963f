/**
 * Figures of a large clinic are kept for a while: adding up a year of it takes longer than anybody waits. They say how old
 * they are (`asOf`). A clinic of ordinary size has its figures made anew for each look. Nobody holds a connection while they
 * wait for figures that are being made.
 */
import type { Actor } from '../db/actor.ts'
import type { Db } from '../db/connection.ts'
import { hitsOf } from '../db/hits.ts'
import type { OpenDatabase } from '../db/open.ts'
import { readFromReplica } from '../db/replicas.ts'
import { turns } from '../turns.ts'
import { hasWrittenSince, isLarge, visibility } from './kept-storage.ts'

const hits = hitsOf('figures')
const freshMs = 60_000
const keptMs = 15 * 60_000
const mostKept = 200
const lookAgainMs = 60_000

export interface Asked {
  /** What is asked for: the report and its period. */
  key: string
  make: (db: Db) => Promise<string>
}
/** Figures hold all that stood when they were asked for, at this time. */
interface Figures<T> {
  at: number
  json: T
}
interface Kept {
  made?: Figures<string>
  making?: Figures<Promise<string>> | undefined
  /** To be made once `making` is: for those to whom that comes too late. */
  next?: Promise<string> | undefined
}
interface Wish extends Asked {
  actor: Actor
  /** Figures that were asked for before are too old. */
  since: number
}

/** Fresh within a minute; older ones are shown up to a quarter of an hour while new ones are made. Who has changed something since waits for new ones. */
export function keepReports(database: OpenDatabase, clock: () => number = Date.now) {
  const kept = new Map<string, Kept>()
  const { make, makeNext } = makerOf(database, clock)
  let large: { at: number; is: boolean } | undefined

  const isLargeNow = async (db: Db) => {
    if (!large || clock() - large.at > lookAgainMs) large = { at: clock(), is: await isLarge(db) }
    return large.is
  }
  const entryOf = (key: string): Kept => {
    const known = kept.get(key)
    if (known) return known
    if (kept.size >= mostKept) kept.clear()
    const entry: Kept = {}
    kept.set(key, entry)
    return entry
  }
  const serve = (wish: Wish): Promise<string> | string => {
    const entry = entryOf(wish.key)
    const { made, making, next } = entry
    const isKept = made !== undefined && made.at >= wish.since
    hits.count(isKept)
    if (isKept) {
      if (clock() - made.at > freshMs && !making && !next) make(entry, wish).catch(() => undefined)
      return made.json
    }
    if (making && making.at >= wish.since) return making.json
    return next ?? (making ? makeNext(entry, making.json, wish) : make(entry, wish))
  }
  return async (actor: Actor, ask: (db: Db) => Promise<Asked>): Promise<string> => {
    const found = await readFromReplica(database, actor, async (db) => {
      const asked = await ask(db)
      if (!(await isLargeNow(db))) return asked.make(db)
      const lookedAt = clock()
      const key = `${asked.key} ${await visibility(db, actor)}`
      return { ...asked, key, actor, since: await oldestFor(db, actor, { ...kept.get(key), lookedAt }) }
    })
    return typeof found === 'string' ? found : serve(found)
  }
}

/** One at a time of the same figures; half the pool is left to everybody else. */
function makerOf(database: OpenDatabase, clock: () => number) {
  const inTurn = turns(Math.max(1, Math.floor((database.pool.options.max ?? 1) / 2)))
  const make = (entry: Kept, { actor, make }: Wish): Promise<string> => {
    const at = clock()
    const work = async () => {
      try {
        // Others wait for the same figures: they see what they wrote too.
        const json = await inTurn(() => readFromReplica(database, actor, make, 'everybody'))
        entry.made = { at, json }
        return json
      } finally {
        entry.making = undefined
      }
    }
    const json = work()
    entry.making = { at, json }
    return json
  }
  const makeNext = (entry: Kept, making: Promise<string>, wish: Wish): Promise<string> => {
    const begin = () => {
      entry.next = undefined
      return make(entry, wish)
    }
    entry.next ??= making.then(begin, begin)
    return entry.next
  }
  return { make, makeNext }
}

/** When figures must have been asked for at the earliest, for this person to be shown them. */
async function oldestFor(db: Db, actor: Actor, { made, making, lookedAt }: Kept & { lookedAt: number }): Promise<number> {
  if (made && lookedAt - made.at <= keptMs && !(await hasWrittenSince(db, actor, made.at))) return made.at
  if (making && !(await hasWrittenSince(db, actor, making.at))) return making.at
  return lookedAt
}
