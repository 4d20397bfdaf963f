/**
 * The sets that figures count. A figure and its list are made of the same statement, so one equals the length of the
 * other. Each set is a query of the same columns: kind, id, seq (unique in the set), at, user_id, grp, days, hit, step.
 * Whatever a row speaks of is joined, so that the policies of leads, contacts, tasks and appointments decide whom it counts for.
 */
import { type SQL, sql } from 'drizzle-orm'
import { longestStageDays, quickBookingMinutes, type ReportList, renewalDays, wonStep } from '../../shared/reports.ts'
import { leadStatuses } from '../../shared/values.ts'
import type { Span } from './period-storage.ts'

type SetOf = (span: Span, timeZone: string) => SQL

const literal = (value: string) => sql.raw(`'${value.replaceAll("'", "''")}'`)
const steps = sql`array[${sql.join([...leadStatuses, wonStep].map(literal), sql`, `)}]`
const won = leadStatuses.length + 1
const start = ({ from }: Span) => sql`${from}::timestamp`
const end = ({ until }: Span) => sql`${until}::timestamp`
const daysBetween = (from: SQL, to: SQL) => sql`(extract(epoch from ${to} - ${from}) / 86400)::float8`

/** Leads that came; a hit is a patient by the end of the period. */
const leads: SetOf = (span) => sql`
  select 'lead' as kind, l.id, l.id::bigint as seq, l.created_at as at, l.owner_id as user_id,
    coalesce(l.lead_source::text, 'None') as grp, null::float8 as days, c.created_at is not null as hit, null::int as step
  from leads l left join lead_conversions c on c.lead_id = l.id and c.created_at < ${end(span)}
  where l.created_at >= ${start(span)} and l.created_at < ${end(span)}`

/** The same leads with the furthest step each has reached. */
const funnel: SetOf = (span) => sql`
  select 'lead' as kind, l.id, l.id::bigint as seq, l.created_at as at, l.owner_id as user_id,
    (${steps})[f.step] as grp, null::float8 as days, f.step = ${won} as hit, f.step
  from leads l left join lead_conversions c on c.lead_id = l.id and c.created_at < ${end(span)}
  left join (select entity_id, max(array_position(${steps}, stage::text)) as step from stage_history
    where entity_type = 'lead' and entered_at >= ${start(span)} and entered_at < ${end(span)} group by entity_id) h on h.entity_id = l.id
  cross join lateral (select case when c.lead_id is null then coalesce(h.step, 1) else ${won} end as step) f
  where l.created_at >= ${start(span)} and l.created_at < ${end(span)}`

/** Leads that became patients, with the days that took. */
const pipeline: SetOf = (span) => sql`
  select 'contact' as kind, p.id, p.id::bigint as seq, c.created_at as at, p.health_coach_id as user_id,
    null::text as grp, ${daysBetween(sql`l.created_at`, sql`c.created_at`)} as days, true as hit, null::int as step
  from lead_conversions c join leads l on l.id = c.lead_id join contacts p on p.id = c.contact_id
  where c.created_at >= ${start(span)} and c.created_at < ${end(span)}`

const calls: SetOf = (span) => sql`
  select 'lead' as kind, c.lead_id as id, c.id::bigint as seq, c.created_at as at, c.user_id,
    c.outcome::text as grp, null::float8 as days, true as hit, null::int as step
  from calls c join leads l on l.id = c.lead_id
  where c.created_at >= ${start(span)} and c.created_at < ${end(span)}`

/** Leads called by an SDR, each once a day of the clinic. */
const leadsCalled: SetOf = (span, timeZone) => sql`
  select 'lead' as kind, d.lead_id as id, d.seq, d.at, d.user_id, d.day::text as grp, null::float8 as days, true as hit, null::int as step
  from (select c.lead_id, c.user_id, min(c.id)::bigint as seq, min(c.created_at) as at,
      (c.created_at at time zone 'UTC' at time zone ${timeZone})::date as day
    from calls c join leads l on l.id = c.lead_id join users u on u.id = c.user_id and u.role = 'SDR'
    where c.created_at >= ${start(span)} and c.created_at < ${end(span)} group by c.lead_id, c.user_id, 5) d`

/** Patients at the end of their year whose time to decide is over: they went on (a hit), or had ${renewalDays} days and did not. */
const renewals: SetOf = (span) => sql`
  select 'contact' as kind, p.id, h.id as seq, d.at, p.health_coach_id as user_id, null::text as grp,
    ${daysBetween(sql`h.entered_at`, sql`d.at`)} as days, d.renewed as hit, null::int as step
  from stage_history h join contacts p on p.id = h.entity_id
  cross join lateral (select h.left_at <= h.entered_at + ${renewalDays} * interval '1 day' as in_time) t
  cross join lateral (select coalesce(t.in_time, false) as renewed,
    case when t.in_time then h.left_at else h.entered_at + ${renewalDays} * interval '1 day' end as at) d
  where h.entity_type = 'contact' and h.stage = 'Restart Annual Process' and d.at >= ${start(span)} and d.at < ${end(span)}
    and not (d.renewed and exists (select from stage_history b where b.entity_type = 'contact' and b.entity_id = h.entity_id
      and b.id > h.id and b.entered_at = h.left_at and b.stage = 'Third Medication Refill'))`

/** Stages that patients left; and those that go on although they have taken too long already. */
const stages: SetOf = (span) => sql`
  select 'contact' as kind, p.id, h.id as seq, t.at, p.health_coach_id as user_id, h.stage::text as grp,
    t.days, t.days <= ${longestStageDays} as hit, null::int as step
  from stage_history h join contacts p on p.id = h.entity_id
  cross join lateral (select least(coalesce(h.left_at, ${end(span)}), ${end(span)}) as at) e
  cross join lateral (select e.at, ${daysBetween(sql`h.entered_at`, sql`e.at`)} as days) t
  where h.entity_type = 'contact' and (h.left_at >= ${start(span)} and h.left_at < ${end(span)}
    or (h.left_at is null or h.left_at >= ${end(span)}) and h.entered_at < ${end(span)} - ${longestStageDays} * interval '1 day')`

/** Patients; those of a coach who works here are hits. */
const panels: SetOf = (span) => sql`
  select 'contact' as kind, p.id, p.id::bigint as seq, coalesce(p.created_at, '2000-01-01'::timestamp) as at, p.health_coach_id as user_id,
    p.stage::text as grp, null::float8 as days, u.id is not null as hit, null::int as step
  from contacts p left join users u on u.id = p.health_coach_id and u.role = 'Health Coach' and u.is_active
  where coalesce(p.created_at, '2000-01-01'::timestamp) < ${end(span)}`

const doneAt = sql`(case when t.status = 'Completed' then coalesce(t.completed_at, t.updated_at) end)`

/** Tasks that fell due; those that were called off are nobody's failure. */
const tasks: SetOf = (span) => sql`
  select 'task' as kind, t.id, t.id::bigint as seq, t.due_date as at, t.assigned_to_id as user_id,
    case when ${doneAt} <= t.due_date then 'onTime' when ${doneAt} < ${end(span)} then 'late' else 'open' end as grp,
    null::float8 as days, coalesce(${doneAt} < ${end(span)}, false) as hit, null::int as step
  from tasks t where t.status <> 'Cancelled' and t.due_date >= ${start(span)} and t.due_date < ${end(span)}`

/** Tasks that stood open at the end of the period; those past their date are hits. */
const openTasks: SetOf = (span) => sql`
  select 'task' as kind, t.id, t.id::bigint as seq, coalesce(t.due_date, t.created_at) as at, t.assigned_to_id as user_id,
    null::text as grp, case when t.due_date < ${end(span)} then ${daysBetween(sql`t.due_date`, end(span))} end as days,
    coalesce(t.due_date < ${end(span)}, false) as hit, null::int as step
  from tasks t where t.created_at < ${end(span)} and (t.status in ('Pending', 'In Progress') or ${doneAt} >= ${end(span)})`

const visit =
  (hit: SQL, condition: SQL): SetOf =>
  (span) =>
    sql`
  select 'appointment' as kind, a.id, a.id::bigint as seq, a.scheduled_at as at, a.user_id, a.status::text as grp,
    null::float8 as days, ${hit} as hit, null::int as step
  from appointments a where a.scheduled_at >= ${start(span)} and a.scheduled_at < ${end(span)}${condition}`

/** Visits that patients booked by themselves, with what it took them from the first time they chose, paying included. */
const bookings: SetOf = (span) => sql`
  select 'appointment' as kind, a.id, a.id::bigint as seq, a.created_at as at, a.user_id, null::text as grp, t.days,
    t.days * 1440 < ${quickBookingMinutes} as hit, null::int as step
  from appointment_details d join appointments a on a.id = d.appointment_id
  cross join lateral (select ${daysBetween(sql`d.choosing_since`, sql`a.created_at`)} as days) t
  where d.choosing_since >= ${start(span)} - interval '7 days' and d.choosing_since < ${end(span)}
    and a.created_at >= ${start(span)} and a.created_at < ${end(span)}`

const sets: Record<ReportList, SetOf> = {
  leads,
  funnel,
  pipeline,
  calls,
  'leads-called': leadsCalled,
  renewals,
  stages,
  panels,
  tasks,
  'open-tasks': openTasks,
  visits: visit(sql`a.status = 'Cancelled'`, sql``),
  'closed-visits': visit(sql`a.status = 'Completed'`, sql` and a.status in ('Completed', 'No Show')`),
  bookings,
}

export const setOf = (list: ReportList, span: Span, timeZone: string): SQL => sql`(${sets[list](span, timeZone)})`
