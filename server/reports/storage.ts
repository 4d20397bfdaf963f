import { sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'

/**
 * One statement, on indexes and kept counts alone: it costs the same for a hundred leads and ten million.
 * Restricted leads count for those who may see them.
 */
export async function countWork(db: Db, userId: number): Promise<string> {
  const { rows } = await db.execute<{ json: string }>(sql`
    with kept as (
      select owner_id, sum(n)::int as n from (
        select owner_id, total as n from lead_counts
        union all select owner_id, change from lead_count_deltas
        union all select owner_id, 1 from leads where id in (select entity_id from restricted_search where entity_type = 'lead')
      ) c group by owner_id),
    zone as (select coalesce((select time_zone from clinic_settings), 'UTC') as time_zone),
    day as (select date_trunc('day', now() at time zone time_zone) as starts, time_zone from zone)
    select json_build_object(
      'leads', (select json_build_object('total', coalesce(sum(n), 0)::int, 'mine', coalesce(sum(n) filter (where owner_id = ${userId}), 0)::int,
        'unassigned', coalesce(sum(n) filter (where owner_id is null), 0)::int) from kept),
      'contacts', json_build_object('mine', (select count(*) from contacts where health_coach_id = ${userId})),
      'tasks', (select json_build_object('open', count(*), 'overdue', count(*) filter (where due_date < now() at time zone 'UTC'))
        from tasks where assigned_to_id = ${userId} and status in ('Pending', 'In Progress')),
      'appointments', json_build_object('today', (select count(*) from appointments, day where user_id = ${userId} and status = 'Scheduled'
        and scheduled_at >= day.starts at time zone day.time_zone at time zone 'UTC'
        and scheduled_at < (day.starts + interval '1 day') at time zone day.time_zone at time zone 'UTC'))
    )::text as json`)
  return rows[0]?.json ?? 'null'
}
