/** A page of the trail about one record and what belongs to it, calls with their notes. */
import type { Db } from '../db/connection.ts'
import { readCursor, writeCursor } from '../db/cursor.ts'
import { badInput } from '../http/errors.ts'
import type { ArchivedTrails } from '../http/house.ts'
import { mayGoOn, unmoved } from './archived.ts'
import { recordsIn } from './archived-storage.ts'
import { type Subject, timelineRows } from './timeline-storage.ts'

export interface TimelineAsk {
  limit: number
  cursor?: string | undefined
}

const sort = 'timeline'

/** What a timeline needs of the house. */
export interface TimelineHouse {
  /** Signs its cursors. */
  secret: string
  archived: ArchivedTrails
}

export async function timelinePage(db: Db, { secret, archived }: TimelineHouse, about: Subject, { limit, cursor }: TimelineAsk) {
  const after = cursor === undefined ? undefined : readCursor(secret, cursor, sort)
  if (cursor !== undefined && !after) throw badInput({ path: 'cursor', message: 'is not a cursor of this timeline' })
  const page = { limit: limit + 1, before: after?.id }
  const own = await timelineRows(db, about, page)
  const rows = mayGoOn(own.at(-1)?.at, own.length > limit) ? await withArchive(db, archived, about, page) : own
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const next = last ? writeCursor(secret, { sort, value: '', id: last.id }) : null
  return { json: `{"data":[${shown.map(({ json }) => json).join(',')}],"nextCursor":${JSON.stringify(next)}}` }
}

/** Entries of the record that moved to archives are read as if they stood here still. */
async function withArchive(db: Db, archived: ArchivedTrails, about: Subject, page: { limit: number; before: number | undefined }) {
  const records = await recordsIn(db, about)
  return unmoved(db, archived, async () => {
    const isOne = new Set(records.map(({ entityType, entityId }) => `${entityType} ${entityId}`))
    const lines = await archived.page(
      db,
      { trail: 'activity', records, matches: ([, , , kind, id]) => isOne.has(`${kind} ${id}`) },
      { order: 'id', limit: page.limit, after: page.before === undefined ? undefined : { at: '', id: page.before } },
    )
    return timelineRows(db, about, { ...page, archived: lines })
  })
}
