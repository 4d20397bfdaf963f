/** A page of the trail about one record and what belongs to it, calls with their notes. */
import type { Db } from '../db/connection.ts'
import { readCursor, writeCursor } from '../db/cursor.ts'
import { badInput } from '../http/errors.ts'
import { type Subject, timelineRows } from './timeline-storage.ts'

export interface TimelineAsk {
  limit: number
  cursor?: string | undefined
}

const sort = 'timeline'

export async function timelinePage(db: Db, secret: string, about: Subject, { limit, cursor }: TimelineAsk) {
  const after = cursor === undefined ? undefined : readCursor(secret, cursor, sort)
  if (cursor !== undefined && !after) throw badInput({ path: 'cursor', message: 'is not a cursor of this timeline' })
  const rows = await timelineRows(db, about, { limit: limit + 1, before: after?.id })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const next = last ? writeCursor(secret, { sort, value: '', id: last.id }) : null
  return { json: `{"data":[${shown.map(({ json }) => json).join(',')}],"nextCursor":${JSON.stringify(next)}}` }
}
