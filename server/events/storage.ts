/** SQL of the events: what was missed, and who may not know of what. */
import { sql } from 'drizzle-orm'
import { type ActorOrSystem, type Database, readAs, system } from '../db/actor.ts'
import type { Db } from '../db/connection.ts'

export interface ActivityEvent {
  id: number
  entityType: string
  entityId: number
  action: string
  userId: number | null
}
/** The only user besides Admins who may know of a restricted record; `null`: no such user. */
export interface Restricted extends Record<string, unknown> {
  entityType: string
  entityId: number
  only: number | null
}

/** Of the records that events speak of, the restricted ones; tasks and appointments are restricted with their lead or contact. */
export async function findRestricted(database: Database, events: readonly ActivityEvent[]): Promise<Restricted[]> {
  const asked = JSON.stringify(events.map(({ entityType, entityId }) => [entityType, entityId]))
  return readAs(database, system, async (db) => {
    const { rows } = await db.execute<Restricted>(sql`
      with asked as (select distinct a->>0 as kind, (a->>1)::integer as id from jsonb_array_elements(${asked}::jsonb) a),
      rows as (
        select kind, id, lead_id, contact_id from asked join tasks using (id) where kind = 'task'
        union all select kind, id, lead_id, contact_id from asked join appointments using (id) where kind = 'appointment'
        union all select kind, asked.id, (d.row->>'lead_id')::integer, (d.row->>'contact_id')::integer
          from asked join deleted_records d on d.entity_type = kind and d.entity_id = asked.id where kind in ('task', 'appointment')),
      covers as (
        select kind, id, kind as cover, id as cover_id from asked where kind in ('lead', 'contact')
        union all select kind, id, 'lead', lead_id from rows
        union all select kind, id, 'contact', contact_id from rows)
      select c.kind as "entityType", c.id as "entityId",
        case when min(o.id) = max(o.id) and count(o.id) = count(*) then min(o.id) end as only
      from covers c join record_restrictions r on r.entity_type = c.cover and r.entity_id = c.cover_id
      left join lateral (
        select owner_id as id from leads where c.cover = 'lead' and leads.id = c.cover_id
        union all select health_coach_id from contacts where c.cover = 'contact' and contacts.id = c.cover_id) o on true
      group by 1, 2`)
    return rows
  })
}

/** What came after a listener's last event, as far as they may know: the ids named, or all later ones. Oldest first. */
export async function findMissed(
  database: Database,
  actor: ActorOrSystem,
  { after, ids, most }: { after: number; ids: readonly number[] | undefined; most: number },
): Promise<ActivityEvent[]> {
  const which = ids ? sql`id = any(array(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::integer))` : sql`id > ${after}`
  return readAs(database, actor, async (db) => {
    const { rows } = await db.execute<ActivityEvent & Record<string, unknown>>(sql`
      select id, entity_type as "entityType", entity_id as "entityId", action, user_id as "userId"
      from activity_logs where ${which} order by id limit ${most}`)
    return rows
  })
}

/** Whether the record is there for the actor. */
export async function mayKnowOf(db: Db, { entityType, entityId }: { entityType: 'lead' | 'contact'; entityId: number }): Promise<boolean> {
  const { rows } = await db.execute(sql`select from ${sql.identifier(`${entityType}s`)} where id = ${entityId}`)
  return rows.length > 0
}

export const presenceChannel = 'presence'

/** Tells every instance; nothing is written. */
export async function announcePresence({ pool }: Database, words: string): Promise<void> {
  await pool.query('select pg_notify($1, $2)', [presenceChannel, words])
}
