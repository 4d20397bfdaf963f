import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'
import { withArchived } from './archived-storage.ts'
import type { ActivityLine } from './lines.ts'

/** A SELECT of kinds and numbers: the record and what belongs to it. */
export type Subject = SQL

interface Row extends Record<string, unknown> {
  id: number
  at: string | null
  json: string
}

/** Entries about the subject, newest first, calls with their notes and comments with their words; `before` is the id to go on from. */
export async function timelineRows(
  db: Db,
  about: Subject,
  { limit, before, archived = [] }: { limit: number; before: number | undefined; archived?: readonly ActivityLine[] },
) {
  const { rows } = await db.execute<Row>(sql`${withArchived(archived)}
    select a.id, a.created_at::text as at, json_build_object(
      'id', a.id::text, 'at', ${timeAsText(sql`a.created_at`)}, 'kind', case when c.id is not null then 'call' when a.action = 'commented' then 'comment' else 'activity' end,
      'entityType', a.entity_type, 'entityId', a.entity_id, 'action', a.action, 'userId', a.user_id,
      'details', case
        when c.id is not null then d.details || jsonb_build_object('notes', c.notes)
        when m.id is not null then d.details || jsonb_build_object('body', m.body, 'mentions', m.mentions)
        else d.details end)::text as json
    from activity_logs a
    cross join lateral (select activity_details(a.details) as details) d
    left join calls c on a.action = 'called' and c.id = (d.details ->> 'callId')::int
    left join comments m on a.action = 'commented' and m.id = (d.details ->> 'commentId')::int
    where (a.entity_type, a.entity_id) in (${about})${before === undefined ? sql`` : sql` and a.id < ${before}`}
    order by a.id desc limit ${limit}`)
  return rows
}
