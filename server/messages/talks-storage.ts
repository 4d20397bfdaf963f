/** SQL of the inbox: people with messages, those who wait first. */
import { sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface TalksAsked {
  limit: number
  /** The newest message of the last one seen, and whether they waited. */
  after?: { waits: boolean; lastId: number }
  ownerId?: number | 'none'
  waiting?: boolean
}
interface Row extends Record<string, unknown> {
  leadId: number
  contactId: number | null
  lastId: number
  waits: boolean
  json: string
}

/** Each person's newest message by walking the index, as who asks: what they may not know of is not here. */
const talks = sql`with newest as (select lead_id, max(id) as last_id from messages group by lead_id),
  talks as (
    select n.lead_id, n.last_id, m.body, m.created_at, m.user_id, c.id as contact_id, coalesce(c.first_name, l.first_name) as first_name,
      coalesce(c.last_name, l.last_name) as last_name, case when c.id is null then l.owner_id else c.health_coach_id end as owner_id,
      (select count(*) from messages u where u.lead_id = n.lead_id and u.user_id is null and u.read_at is null)::integer as unread,
      case when m.user_id is null then (select min(w.created_at) from messages w where w.lead_id = n.lead_id and w.user_id is null
        and w.id > coalesce((select max(s.id) from messages s where s.lead_id = n.lead_id and s.user_id is not null), 0)) end as waits_since
    from newest n join messages m on m.id = n.last_id join leads l on l.id = n.lead_id
    left join lead_conversions v on v.lead_id = l.id left join contacts c on c.id = v.contact_id
    where v.lead_id is null or c.id is not null)`

export async function findTalks(db: Db, { limit, after, ownerId, waiting }: TalksAsked): Promise<Row[]> {
  const owner = ownerId === undefined ? sql`true` : ownerId === 'none' ? sql`owner_id is null` : sql`owner_id = ${ownerId}`
  const { rows } = await db.execute<Row>(sql`${talks}
    select lead_id as "leadId", contact_id as "contactId", last_id as "lastId", unread > 0 as waits,
      json_build_object('leadId', lead_id, 'contactId', contact_id, 'firstName', first_name, 'lastName', last_name, 'ownerId', owner_id,
        'lastBody', left(body, 160), 'lastAt', ${timeAsText(sql`created_at`)}, 'lastUserId', user_id, 'unread', unread,
        'waitsSince', ${timeAsText(sql`waits_since`)})::text as json
    from talks where ${owner}${waiting ? sql` and waits_since is not null` : sql``}
      ${after ? sql`and (unread > 0, last_id) < (${after.waits}::boolean, ${after.lastId}::integer)` : sql``}
    order by unread > 0 desc, last_id desc limit ${limit}`)
  return rows
}

/** Up to 100: more than that is "many". */
export async function countWaiting(db: Db): Promise<{ waiting: number; replyHours: number }> {
  const { rows } = await db.execute<{ waiting: number; replyHours: number }>(sql`${talks}
    select (select count(*) from (select from talks where waits_since is not null limit 100) s)::integer as waiting, reply_hours as "replyHours"
    from clinic_settings`)
  return rows[0] ?? { waiting: 0, replyHours: 24 }
}
