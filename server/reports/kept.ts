/**
 * Figures of a large clinic are kept for a while: adding up a year of it takes longer than anybody waits. They say how old
 * they are (`asOf`). A clinic of ordinary size has its figures made anew for each look.
 */
import type { Actor } from '../db/actor.ts'
import type { Db } from '../db/connection.ts'
import { hitsOf } from '../db/hits.ts'
import { beside } from '../db/nesting.ts'
import type { OpenDatabase } from '../db/open.ts'
import { readFromReplica } from '../db/replicas.ts'
import { hasWrittenSince, isLarge, visibility } from './kept-storage.ts'

const hits = hitsOf('figures')
const freshMs = 60_000
const keptMs = 15 * 60_000
const mostKept = 200
const lookAgainMs = 60_000

export interface Asked {
  /** What is asked for: the report and its period. */
  key: string
  actor: Actor
  make: (db: Db) => Promise<string>
}
interface Kept {
  /** When these, or the ones to follow them, were asked for. */
  at: number
  madeAt: number
  json: Promise<string>
}

/** Fresh within a minute; older ones are shown up to a quarter of an hour while new ones are made. Who has changed something since waits for new ones. */
export function keepReports(database: OpenDatabase, clock: () => number = Date.now) {
  const kept = new Map<string, Kept>()
  let large: { at: number; is: boolean } | undefined

  const remember = (key: string, json: Promise<string>): Promise<string> => {
    const at = clock()
    if (kept.size >= mostKept) kept.clear()
    const before = kept.get(key)
    // Who asks meanwhile is shown the older ones.
    kept.set(key, before ? { ...before, at } : { at, madeAt: at, json })
    json.then(
      () => kept.set(key, { at, madeAt: at, json }),
      () => kept.delete(key),
    )
    return json
  }
  return async (db: Db, asked: Asked): Promise<string> => {
    if (!large || clock() - large.at > lookAgainMs) large = { at: clock(), is: await isLarge(db) }
    if (!large.is) return asked.make(db)
    const key = `${asked.key} ${await visibility(db, asked.actor)}`
    const found = kept.get(key)
    const age = found ? clock() - found.at : Number.POSITIVE_INFINITY
    const isStale = !found || age > keptMs || (await hasWrittenSince(db, asked.actor, found.madeAt))
    hits.count(!isStale)
    // On the connection that is held: who waited for another one while all wait so would wait for ever.
    if (isStale) return remember(key, asked.make(db))
    if (age > freshMs) beside(() => remember(key, readFromReplica(database, asked.actor, asked.make))).catch(() => undefined)
    return found.json
  }
}
