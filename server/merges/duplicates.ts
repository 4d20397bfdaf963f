import type { Db } from '../db/connection.ts'
import { readCursor, writeCursor } from '../db/cursor.ts'
import { badInput } from '../http/errors.ts'
import { likelyPairs } from './duplicates-storage.ts'
import type { MergeKind } from './storage.ts'

interface PairsAsk {
  entityType: MergeKind
  limit: number
  cursor?: string | undefined
}

/** A page of likely pairs; the list is made anew for each page, so what was merged meanwhile is gone from it. */
export async function duplicatePairs(db: Db, secret: string, { entityType, limit, cursor }: PairsAsk) {
  const sort = `duplicates ${entityType}`
  const after = cursor === undefined ? undefined : readCursor(secret, cursor, sort)
  if (cursor !== undefined && !after) throw badInput({ path: 'cursor', message: 'is not a cursor of this list' })
  const offset = after?.id ?? 0
  const pairs = await likelyPairs(db, entityType, { limit: limit + 1, offset })
  const next = pairs.length > limit ? writeCursor(secret, { sort, value: '', id: offset + limit }) : null
  return { json: `{"data":[${pairs.slice(0, limit).join(',')}],"nextCursor":${JSON.stringify(next)}}` }
}
