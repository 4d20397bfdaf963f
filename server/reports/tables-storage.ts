/** The dashboard's tables, each counted from its list (`sets-storage.ts`). */
import { sql } from 'drizzle-orm'
import { wonStep } from '../../shared/reports.ts'
import { leadStatuses } from '../../shared/values.ts'
import type { Db } from '../db/connection.ts'
import type { Period } from './period-storage.ts'
import { setOf } from './sets-storage.ts'

type Json = Record<string, unknown>[]

async function list(db: Db, query: ReturnType<typeof sql>): Promise<Json> {
  const { rows } = await db.execute<{ data: Json }>(sql`select coalesce(json_agg(r), '[]') as data from (${query}) r`)
  return rows[0]?.data ?? []
}

const inOrder = (values: readonly string[]) => sql.raw(`array[${values.map((value) => `'${value}'`).join(', ')}]`)

/** Steps in order. `medianDays` is from the first time in a step to the first time in the next, of those who got there. */
export function findFunnel(db: Db, { now, timeZone }: Period) {
  return list(
    db,
    sql`
    with cohort as materialized ${setOf('funnel', now, timeZone)},
    entered as (
      select h.entity_id, array_position(${inOrder(leadStatuses)}, h.stage::text) as step, min(h.entered_at) as at
      from cohort c join stage_history h on h.entity_type = 'lead' and h.entity_id = c.id
        and h.entered_at >= ${now.from}::timestamp and h.entered_at < ${now.until}::timestamp group by 1, 2
      union all
      select v.lead_id, ${leadStatuses.length + 1}, v.created_at from cohort c join lead_conversions v on v.lead_id = c.id
      where v.created_at < ${now.until}::timestamp),
    passages as (select step, lead(step) over w as next, extract(epoch from lead(at) over w - at) / 86400 as days
      from entered window w as (partition by entity_id order by step)),
    medians as (select step, percentile_cont(0.5) within group (order by days) as days from passages
      where next = step + 1 and days >= 0 group by step),
    reached as (select s.step, s.name, count(c.id) filter (where c.step >= s.step)::int as reached, count(c.id) filter (where c.step = s.step)::int as stopped
      from unnest(${inOrder([...leadStatuses, wonStep])}) with ordinality s (name, step) left join cohort c on true group by s.step, s.name)
    select r.name as "step", r.reached, r.stopped, 100.0 * r.reached / nullif(max(r.reached) over (), 0) as "share", m.days as "medianDays"
    from reached r left join medians m on m.step = r.step order by r.step`,
  )
}

/** Costs are entered by the month: each counts for the share of its days that lies in the period. */
export function findSources(db: Db, { now, timeZone, shown }: Period) {
  return list(
    db,
    sql`
    with came as materialized ${setOf('leads', now, timeZone)},
    counted as (select grp as source, count(*)::int as leads, count(*) filter (where hit)::int as patients from came group by 1),
    cost as (
      select lead_source::text as source, round(sum(cents::numeric * greatest(0,
        least(${shown.to}::date, (month + interval '1 month')::date - 1) - greatest(${shown.from}::date, month) + 1)
        / ((month + interval '1 month')::date - month)))::int as cents
      from source_costs where month <= ${shown.to}::date and (month + interval '1 month')::date > ${shown.from}::date group by 1)
    select source, coalesce(leads, 0) as leads, coalesce(patients, 0) as patients, 100.0 * patients / nullif(leads, 0) as share, cents,
      round(cents::numeric / nullif(patients, 0))::int as "centsPerPatient"
    from counted full join cost using (source) order by coalesce(patients, 0) desc, coalesce(leads, 0) desc, source`,
  )
}

/** Everybody who coaches here, and whoever else still holds patients. */
export function findPanels(db: Db, { now, timeZone }: Period) {
  return list(
    db,
    sql`
    with patients as (select user_id, count(*)::int as n from ${setOf('panels', now, timeZone)} p group by 1),
    late as (select user_id, count(*)::int as n from ${setOf('open-tasks', now, timeZone)} o where hit group by 1),
    past as (select c.health_coach_id as user_id, count(distinct c.id)::int as n from contacts c
      join stage_history h on h.entity_type = 'contact' and h.entity_id = c.id and h.left_at is null
      join stage_definitions d on d.entity_type = 'contact' and d.stage = h.stage
      where clock_state(h.entered_at, d.target_hours, d.soon_hours) = 'overdue' group by 1),
    people as (select id, first_name || ' ' || last_name as name from users where role = 'Health Coach' and is_active
      union select u.id, u.first_name || ' ' || u.last_name from users u join patients p on p.user_id = u.id
      union select null, null from patients where user_id is null)
    select e.id as "userId", e.name as "userName", coalesce(p.n, 0) as patients, coalesce(l.n, 0) as "overdueTasks",
      coalesce(s.n, 0) as "overdueStages"
    from people e left join patients p on p.user_id is not distinct from e.id left join late l on l.user_id = e.id
      left join past s on s.user_id is not distinct from e.id
    order by coalesce(p.n, 0) desc, e.name`,
  )
}

export function findCallers(db: Db, { now, timeZone }: Period) {
  return list(
    db,
    sql`
    with made as (select user_id, count(*)::int as n from ${setOf('calls', now, timeZone)} c group by 1),
    called as (select user_id, sum(n)::int as leads, count(*)::int as days
      from (select user_id, grp, count(*) as n from ${setOf('leads-called', now, timeZone)} c group by 1, 2) d group by 1)
    select u.id as "userId", u.first_name || ' ' || u.last_name as "userName", coalesce(m.n, 0) as calls, coalesce(c.leads, 0) as leads,
      coalesce(c.days, 0) as days, c.leads::float8 / nullif(c.days, 0) as "leadsPerDay"
    from users u left join made m on m.user_id = u.id left join called c on c.user_id = u.id
    where m.n is not null or u.role = 'SDR' and u.is_active order by coalesce(m.n, 0) desc, 2`,
  )
}

export const findVisits = (db: Db, { now, timeZone }: Period) =>
  list(db, sql`select grp as status, count(*)::int as count from ${setOf('visits', now, timeZone)} v group by 1 order by 2 desc, 1`)

export const findTasks = (db: Db, { now, timeZone }: Period) =>
  list(db, sql`select grp as outcome, count(*)::int as count from ${setOf('tasks', now, timeZone)} t group by 1 order by 2 desc, 1`)
