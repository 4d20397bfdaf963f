/** SQL of a hand-over: each kind moves in one statement, and each record that moved leaves its entry in the trail. */
import { type SQL, sql } from 'drizzle-orm'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface Counts extends Record<string, unknown> {
  leads: number
  bookedLeads: number
  contacts: number
  tasks: number
  series: number
  appointments: number
}

const notConverted = sql.raw('not exists (select from lead_conversions v where v.lead_id = leads.id)')
const open = sql.raw(`status in ('Pending', 'In Progress')`)
const toCome = (now: Date) => sql`status = 'Scheduled' and scheduled_at > ${now.toISOString().replace('Z', '')}::timestamp`

/** By user; only those who hold something. */
export async function findHoldings(db: Db, now: Date, userId?: number): Promise<(Counts & { userId: number })[]> {
  const count = (name: string, table: string, column: string, condition: SQL) => sql`select ${sql.raw(column)} as user_id,
    ${sql.raw(`'${name}'`)} as kind, count(*) as held from ${sql.raw(table)}
    where ${userId === undefined ? sql`${sql.raw(column)} is not null` : sql`${sql.raw(column)} = ${userId}`} and ${condition} group by 1`
  const parts = [
    count('leads', 'leads', 'owner_id', notConverted),
    count('bookedLeads', 'leads', 'health_coach_booked_with', notConverted),
    count('contacts', 'contacts', 'health_coach_id', sql`true`),
    count('tasks', 'tasks', 'assigned_to_id', open),
    count('series', 'task_series', 'assigned_to_id', sql`ended_at is null`),
    count('appointments', 'appointments', 'user_id', toCome(now)),
  ]
  const sum = (kind: string) => sql.raw(`coalesce(sum(held) filter (where kind = '${kind}'), 0)::integer as "${kind}"`)
  const { rows } = await db.execute<Counts & { userId: number }>(sql`select user_id as "userId", ${sum('leads')}, ${sum('bookedLeads')},
    ${sum('contacts')}, ${sum('tasks')}, ${sum('series')}, ${sum('appointments')}
    from (${sql.join(parts, sql` union all `)}) s group by 1 order by 1`)
  return rows
}

interface Move {
  from: number
  to: number | null
  actorId: number
  now: Date
}

/** Who takes over is told of it once, not of each record. */
export const beQuiet = (db: Tx) => db.execute(sql`select set_config('app.quiet', 'on', true)`)

function move(
  db: Tx,
  given: Move,
  what: { entityType: string; table: string; column: string; field: string; condition: SQL },
): Promise<number> {
  const { from, to, actorId } = given
  const { entityType, table, column, field, condition } = what
  return moved(
    db,
    sql`
    with moved as (update ${sql.raw(table)} set ${sql.raw(column)} = ${to} where ${sql.raw(column)} = ${from} and ${condition} returning id),
    logged as (insert into activity_logs (entity_type, entity_id, action, details, user_id)
      select ${entityType}, id, 'updated', ${JSON.stringify({ changes: { [field]: [from, to] }, handOver: true })}, ${actorId} from moved order by id)
    select count(*)::integer as count from moved`,
  )
}

async function moved(db: Tx, statement: SQL): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(statement)
  return rows[0]?.count ?? 0
}

export const moveLeads = (db: Tx, given: Move) =>
  move(db, given, { entityType: 'lead', table: 'leads', column: 'owner_id', field: 'ownerId', condition: notConverted })
export const moveBookedLeads = (db: Tx, given: Move) =>
  move(db, given, {
    entityType: 'lead',
    table: 'leads',
    column: 'health_coach_booked_with',
    field: 'healthCoachBookedWith',
    condition: notConverted,
  })
export const moveContacts = (db: Tx, given: Move) =>
  move(db, given, { entityType: 'contact', table: 'contacts', column: 'health_coach_id', field: 'healthCoachId', condition: sql`true` })
export const moveTasks = (db: Tx, given: Move) =>
  move(db, given, { entityType: 'task', table: 'tasks', column: 'assigned_to_id', field: 'assignedToId', condition: open })
export const moveSeries = (db: Tx, given: Move) =>
  move(db, given, {
    entityType: 'task_series',
    table: 'task_series',
    column: 'assigned_to_id',
    field: 'assignedToId',
    condition: sql`ended_at is null`,
  })
export const moveAppointments = (db: Tx, given: Move) =>
  move(db, given, { entityType: 'appointment', table: 'appointments', column: 'user_id', field: 'userId', condition: toCome(given.now) })

export interface Clash extends Record<string, unknown> {
  id: number
  title: string
  scheduledAt: string
  taker: string
  timeZone: string
}

/** Nobody books who takes over until this transaction ends. */
export const holdCalendars = (db: Tx, users: readonly number[]) =>
  db.execute(
    sql`select pg_advisory_xact_lock(727, u::integer) from jsonb_array_elements_text(${JSON.stringify(users)}::jsonb) u order by u::integer`,
  )

/** Coming appointments that overlap one of who would take them, or one that would come along with them; earliest first. */
export async function findClashes(db: Tx, { from, to, now }: { from: number; to: number; now: Date }): Promise<Clash[]> {
  const { rows } = await db.execute<Clash>(sql`
    with coming as (select id, title, scheduled_at, scheduled_at + duration * interval '1 minute' as ends_at from appointments
      where user_id = ${from} and ${toCome(now)})
    select c.id, c.title, ${timeAsText(sql`c.scheduled_at`)} as "scheduledAt",
      (select first_name || ' ' || last_name from users where id = ${to}) as taker,
      coalesce((select time_zone from clinic_settings), 'UTC') as "timeZone"
    from coming c
    where exists (select from appointment_slots s where s.user_id = ${to}
        and tsrange(s.starts_at, s.ends_at) && tsrange(c.scheduled_at, c.ends_at))
      or exists (select from coming o where (o.scheduled_at, o.id) < (c.scheduled_at, c.id)
        and tsrange(o.scheduled_at, o.ends_at) && tsrange(c.scheduled_at, c.ends_at))
    order by c.scheduled_at, c.id`)
  return rows
}

export function unassign(db: Tx, ids: readonly number[], { from, actorId }: { from: number; actorId: number }): Promise<number> {
  return moved(
    db,
    sql`
    with moved as (update appointments set user_id = null
      where id in (select i::integer from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) i) returning id),
    logged as (insert into activity_logs (entity_type, entity_id, action, details, user_id)
      select 'appointment', id, 'updated', ${JSON.stringify({ changes: { userId: [from, null] }, handOver: true, clashed: true })}, ${actorId} from moved)
    select count(*)::integer as count from moved`,
  )
}
