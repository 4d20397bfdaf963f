/** SQL of the notifications. Rows are told by the database's `tell_users`; what they speak of is looked up as who reads. */
import { sql } from 'drizzle-orm'
import type { NotificationKind } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface Telling {
  kind: NotificationKind
  to: readonly number[]
  entityType: 'lead' | 'contact' | 'task' | 'appointment' | 'user'
  entityId: number
  /** Told once under this key, ever. */
  onceKey?: string
}

export async function tell(db: Tx, { kind, to, entityType, entityId, onceKey }: Telling): Promise<void> {
  await db.execute(sql`select tell_users(${kind}, array(select jsonb_array_elements_text(${JSON.stringify(to)}::jsonb)::integer),
    ${entityType}, ${entityId}, ${onceKey ?? null})`)
}

interface Row extends Record<string, unknown> {
  id: number
  entityType: string
  entityId: number
  json: string
}

/** Only what the person wants in the app, of records that they may see: the joins ask as them. */
const shown = sql`from notifications n
  left join notification_preferences p on p.user_id = n.user_id and p.kind = n.kind
  left join leads l on n.entity_type = 'lead' and l.id = n.entity_id
  left join contacts c on n.entity_type = 'contact' and c.id = n.entity_id
  left join tasks t on n.entity_type = 'task' and t.id = n.entity_id
  left join appointments a on n.entity_type = 'appointment' and a.id = n.entity_id
  left join users u on n.entity_type = 'user' and u.id = n.entity_id
  where n.user_id = (select current_user_id()) and coalesce(p.in_app, true)
    and (n.entity_id = 0 or coalesce(l.id, c.id, t.id, a.id, u.id) is not null)`

const title = sql`coalesce(l.first_name || ' ' || l.last_name, c.first_name || ' ' || c.last_name, t.title, a.title,
  u.first_name || ' ' || u.last_name)`

/** Newest first; `before` is the id to go on from. */
export async function findNotifications(db: Db, { limit, before, unread }: { limit: number; before?: number; unread?: boolean }) {
  const { rows } = await db.execute<Row>(sql`
    select n.id::integer as id, n.entity_type as "entityType", n.entity_id as "entityId",
      json_build_object('id', n.id, 'kind', n.kind, 'entityType', n.entity_type, 'entityId', n.entity_id, 'title', ${title},
        'leadId', coalesce(t.lead_id, a.lead_id), 'contactId', coalesce(t.contact_id, a.contact_id), 'actorId', n.actor_id,
        'createdAt', ${timeAsText(sql`n.created_at`)}, 'readAt', ${timeAsText(sql`n.read_at`)})::text as json
    ${shown}${before === undefined ? sql`` : sql` and n.id < ${before}`}${unread ? sql` and n.read_at is null` : sql``}
    order by n.id desc limit ${limit}`)
  return rows
}

/** Up to 100: more than that is "many". */
export async function countUnread(db: Db): Promise<number> {
  const { rows } = await db.execute<{ unread: number }>(
    sql`select count(*)::integer as unread from (select ${shown} and n.read_at is null limit 100) s`,
  )
  return rows[0]?.unread ?? 0
}

/** Answers the id when the person has such a notification, and whether its mark changed. */
export async function markRead(db: Tx, id: number, read: boolean, now: Date): Promise<{ changed: boolean } | undefined> {
  const { rows } = await db.execute<{ changed: boolean }>(sql`
    with mine as (select id, (read_at is null) = ${read} as changed from notifications where id = ${id} for update),
      marked as (update notifications n set read_at = ${read ? sql`${now.toISOString().replace('Z', '')}::timestamp` : sql`null`}
        from mine where n.id = mine.id and mine.changed)
    select changed from mine`)
  return rows[0]
}

/** How many were not read yet, and the newest of them. */
export async function markAllRead(db: Tx, now: Date): Promise<{ count: number; newest: number }> {
  const { rows } = await db.execute<{ count: number; newest: number }>(sql`
    with marked as (update notifications set read_at = ${now.toISOString().replace('Z', '')}::timestamp
      where user_id = (select current_user_id()) and read_at is null returning id)
    select count(*)::integer as count, coalesce(max(id), 0)::integer as newest from marked`)
  return rows[0] ?? { count: 0, newest: 0 }
}

/** What is older goes: it was told, and the trail keeps what happened. */
export async function deleteNotificationsBefore(db: Tx, before: Date): Promise<void> {
  await db.execute(sql`delete from notifications where created_at < ${before.toISOString().replace('Z', '')}::timestamp`)
}
