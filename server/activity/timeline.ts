/** A page of the trail about one record and what belongs to it, calls with their notes. */
import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'
import { readCursor, writeCursor } from '../db/cursor.ts'
import { timeAsText } from '../db/statement.ts'
import { badInput } from '../http/errors.ts'

export interface TimelineAsk {
  limit: number
  cursor?: string | undefined
}
interface Row extends Record<string, unknown> {
  id: number
  json: string
}

const sort = 'timeline'

/** `about` is a condition on `activity_logs a`. */
export async function timelinePage(db: Db, secret: string, about: SQL, { limit, cursor }: TimelineAsk) {
  const after = cursor === undefined ? undefined : readCursor(secret, cursor, sort)
  if (cursor !== undefined && !after) throw badInput({ path: 'cursor', message: 'is not a cursor of this timeline' })
  const { rows } = await db.execute<Row>(sql`
    select a.id, json_build_object(
      'id', a.id::text, 'at', ${timeAsText(sql`a.created_at`)}, 'kind', case when c.id is null then 'activity' else 'call' end,
      'entityType', a.entity_type, 'entityId', a.entity_id, 'action', a.action, 'userId', a.user_id,
      'details', case when c.id is null then d.details else d.details || jsonb_build_object('notes', c.notes) end)::text as json
    from activity_logs a
    cross join lateral (select activity_details(a.details) as details) d
    left join calls c on a.action = 'called' and c.id = (d.details ->> 'callId')::int
    where ${about}${after ? sql` and a.id < ${after.id}` : sql``}
    order by a.id desc limit ${limit + 1}`)
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const next = last ? writeCursor(secret, { sort, value: '', id: last.id }) : null
  return { json: `{"data":[${shown.map(({ json }) => json).join(',')}],"nextCursor":${JSON.stringify(next)}}` }
}
