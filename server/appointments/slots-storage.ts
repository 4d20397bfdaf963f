/** The time that appointments take of a person. */
import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface Slot {
  /** The appointment that takes the time, if it stands already. */
  appointmentId: number | undefined
  userId: number
  startsAt: string
  /** Minutes. */
  duration: number
}
/** What is in the way; title, person and time only when the actor may see the appointment. */
export interface Clash extends Record<string, unknown> {
  title: string | null
  person: string | null
  scheduledAt: string | null
  staff: string | null
  timeZone: string
}

/** Whoever books the same person waits here until this transaction is over. */
export async function holdCalendar(db: Tx, userId: number): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(727, ${userId})`)
}

/** The first live appointment of the person that overlaps the slot. */
export async function findClash(db: Db, { appointmentId, userId, startsAt, duration }: Slot): Promise<Clash | undefined> {
  const from = sql`${startsAt.replace('Z', '')}::timestamp`
  const { rows } = await db.execute<Clash>(sql`
    select a.title, coalesce(c.first_name || ' ' || c.last_name, l.first_name || ' ' || l.last_name) as person,
      ${timeAsText(sql`a.scheduled_at`)} as "scheduledAt", u.first_name || ' ' || u.last_name as staff,
      coalesce((select time_zone from clinic_settings), 'UTC') as "timeZone"
    from appointment_slots s left join appointments a on a.id = s.appointment_id
      left join leads l on l.id = a.lead_id left join contacts c on c.id = a.contact_id left join users u on u.id = s.user_id
    where s.user_id = ${userId} and s.appointment_id <> ${appointmentId ?? 0}
      and tsrange(s.starts_at, s.ends_at) && tsrange(${from}, ${from} + ${duration} * interval '1 minute')
    order by s.starts_at limit 1`)
  return rows[0]
}

/** Until when the time is kept for a patient who is booking it, if it is somebody else than the booking's own. */
export async function findHold(db: Db, { userId, startsAt, duration }: Slot, leadId: number | null): Promise<string | undefined> {
  const from = sql`${startsAt.replace('Z', '')}::timestamp`
  const { rows } = await db.execute<{ until: string }>(sql`select ${timeAsText(sql`max(expires_at)`)} as until from slot_holds
    where user_id = ${userId} and expires_at > now() and lead_id is distinct from ${leadId}
      and tsrange(starts_at, ends_at) && tsrange(${from}, ${from} + ${duration} * interval '1 minute') having count(*) > 0`)
  return rows[0]?.until
}

/** Lets the next change of this transaction overlap, and keeps why. */
export async function allowOverlap(db: Tx, reason: string): Promise<void> {
  await db.execute(sql`select set_config('app.overbook_reason', ${reason}, true)`)
}
