/** SQL of a patient's visits. The database shows role `patient` their own alone. */
import { sql } from 'drizzle-orm'
import type { AppointmentStatus } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface VisitRow extends Record<string, unknown> {
  id: number
  startsAt: string
  duration: number
  status: AppointmentStatus
  userId: number | null
  coachName: string | null
  meetingLink: string | null
}

const rows = sql`select a.id, ${timeAsText(sql`a.scheduled_at`)} as "startsAt", a.duration, a.status, a.user_id as "userId",
    u.first_name || ' ' || u.last_name as "coachName", a.meeting_link as "meetingLink"
  from appointments a left join users u on u.id = a.user_id`

/** Whose visits they are is said here too: the product reads them as well. */
const ownedBy = (leadId: number) =>
  sql`(a.lead_id = ${leadId} or a.contact_id = (select contact_id from lead_conversions where lead_id = ${leadId}))`

/** Those to come first, the next one on top; then those that were, the latest on top. */
export async function visitsOf(db: Db, leadId: number, now: Date): Promise<VisitRow[]> {
  const isOver = sql`(a.status <> 'Scheduled' or a.scheduled_at + a.duration * interval '1 minute' <= ${now.toISOString()}::timestamp)`
  const { rows: found } = await db.execute<VisitRow>(sql`${rows} where ${ownedBy(leadId)}
    order by ${isOver}, case when ${isOver} then null else a.scheduled_at end, a.scheduled_at desc, a.id limit 200`)
  return found
}

export async function findVisit(db: Db, leadId: number, id: number): Promise<VisitRow | undefined> {
  return (await db.execute<VisitRow>(sql`${rows} where a.id = ${id} and ${ownedBy(leadId)}`)).rows[0]
}

/** The visit that stands in the way of another: one to come, or of somebody who is no contact yet, one that took place. */
export async function standingVisit(db: Db, leadId: number, now: Date): Promise<VisitRow | undefined> {
  const { rows: found } = await db.execute<VisitRow>(sql`${rows} where ${ownedBy(leadId)}
    and (a.status = 'Scheduled' and a.scheduled_at + a.duration * interval '1 minute' > ${now.toISOString()}::timestamp
      or a.status = 'Completed' and not exists (select from lead_conversions where lead_id = ${leadId}))
    order by a.scheduled_at desc limit 1`)
  return found[0]
}

/** The coach hears of it where they hear of all that they are given. */
/** Whom the lead is booked with; a patient's coach is the clinic's to choose. */
export async function rememberCoach(db: Tx, leadId: number, userId: number): Promise<void> {
  await db.execute(sql`update leads set health_coach_booked_with = ${userId} where id = ${leadId}
    and health_coach_booked_with is distinct from ${userId} and not exists (select from lead_conversions c where c.lead_id = ${leadId})`)
}

export async function tellCoach(db: Tx, userId: number, appointmentId: number): Promise<void> {
  await db.execute(sql`select tell_users('assigned', array[${userId}]::integer[], 'appointment', ${appointmentId}::integer)`)
}
