/**
 * Figures of a large clinic are kept for a while: adding up a year of it takes longer than anybody waits. They say how old
 * they are (`asOf`). A clinic of ordinary size has its figures made anew for each look.
 */
import type { Actor } from '../db/actor.ts'
import type { Db } from '../db/connection.ts'
import type { OpenDatabase } from '../db/open.ts'
import { readFromReplica } from '../db/replicas.ts'
import { isLarge, visibility } from './kept-storage.ts'

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
  at: number
  json: Promise<string>
}

/** Fresh within a minute; older ones are shown up to a quarter of an hour while new ones are made. */
export function keepReports(database: OpenDatabase, clock: () => number = Date.now) {
  const kept = new Map<string, Kept>()
  let large: { at: number; is: boolean } | undefined

  const renew = (key: string, { actor, make }: Asked): Promise<string> => {
    const at = clock()
    const json = readFromReplica(database, actor, make)
    if (kept.size >= mostKept) kept.clear()
    const before = kept.get(key)
    // Who asks meanwhile is shown the older ones.
    kept.set(key, before ? { at, json: before.json } : { at, json })
    json.then(
      () => kept.set(key, { at, json }),
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
    if (!found || age > keptMs) return renew(key, asked)
    if (age > freshMs) renew(key, asked).catch(() => undefined)
    return found.json
  }
}
