/** SQL of what is late, told by the product itself: to whose it is, once for each due date and each stage entered. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../db/connection.ts'

const asTime = (at: Date) => sql`${at.toISOString().replace('Z', '')}::timestamp`

interface Window {
  after: Date
  now: Date
}

/** Open tasks that became late since `after`. Answers how many were looked at. */
export async function tellOfOverdueTasks(db: Tx, { after, now }: Window): Promise<number> {
  const { rows } = await db.execute(sql`
    select tell_users('overdue', array[t.assigned_to_id], 'task', t.id, k.key)
    from tasks t cross join lateral (select 'late:task:' || t.id || ':' || extract(epoch from t.due_date) as key) k
    where t.status in ('Pending', 'In Progress') and t.assigned_to_id is not null
      and t.due_date > ${asTime(after)} and t.due_date <= ${asTime(now)}
      and not exists (select from notifications n where n.user_id = t.assigned_to_id and n.once_key = k.key)`)
  return rows.length
}

/** Leads and patients that stand in a stage for longer than it may take. A lead that is closed or converted has no clock. */
export async function tellOfOverdueStages(db: Tx, { after, now }: Window): Promise<number> {
  const { rows } = await db.execute(sql`
    select tell_users('overdue', array[s.person], s.about, s.id, s.key) from (
      select h.entity_type as about, h.entity_id as id, 'late:stage:' || h.id as key,
        case when h.entity_type = 'lead' then l.owner_id else c.health_coach_id end as person
      from stage_definitions d
      join stage_history h on h.entity_type = d.entity_type and h.stage = d.stage and h.left_at is null
        and h.entered_at > ${asTime(after)} - d.target_hours * interval '1 hour'
        and h.entered_at <= ${asTime(now)} - d.target_hours * interval '1 hour'
      left join leads l on h.entity_type = 'lead' and l.id = h.entity_id
        and not exists (select from lead_conversions v where v.lead_id = l.id)
        and not exists (select from value_list_entries e where e.list = 'lead_outcome' and e.closes and e.value = l.lead_outcome)
      left join contacts c on h.entity_type = 'contact' and c.id = h.entity_id
      where d.target_hours is not null) s
    where s.person is not null and not exists (select from notifications n where n.user_id = s.person and n.once_key = s.key)`)
  return rows.length
}
