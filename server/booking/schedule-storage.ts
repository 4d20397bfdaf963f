/** SQL of what can be offered to whom. It runs as the product, and answers times and coaches alone. */
import { sql } from 'drizzle-orm'
import { bookingSettings } from '../../shared/schema/booking.ts'
import type { Db } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

const ruleColumns = {
  visitMinutes: bookingSettings.visitMinutes,
  stepMinutes: bookingSettings.stepMinutes,
  noticeMinutes: bookingSettings.noticeMinutes,
  horizonDays: bookingSettings.horizonDays,
  bufferBeforeMinutes: bookingSettings.bufferBeforeMinutes,
  bufferAfterMinutes: bookingSettings.bufferAfterMinutes,
  holdMinutes: bookingSettings.holdMinutes,
  changeNoticeMinutes: bookingSettings.changeNoticeMinutes,
  offerMinutes: bookingSettings.offerMinutes,
}

export async function findRules(db: Db) {
  const [rules] = await db.select(ruleColumns).from(bookingSettings)
  if (!rules) throw new Error('The clinic has no rules of booking')
  return rules
}

export interface Booker extends Record<string, unknown> {
  leadId: number
  contactId: number | null
  state: string | null
  timeZone: string | null
  /** Who cares for them, or whom they were to see. */
  ownCoachId: number | null
}

/** The person as a lead and as the contact the lead has become. */
export async function findBooker(db: Db, leadId: number): Promise<Booker | undefined> {
  const { rows } = await db.execute<Booker>(sql`
    select l.id as "leadId", v.contact_id as "contactId", coalesce(pc.state, pl.state) as state,
      coalesce(pc.time_zone, pl.time_zone) as "timeZone", coalesce(c.health_coach_id, l.health_coach_booked_with) as "ownCoachId"
    from leads l left join lead_conversions v on v.lead_id = l.id left join contacts c on c.id = v.contact_id
      left join person_profiles pl on pl.entity_type = 'lead' and pl.entity_id = l.id
      left join person_profiles pc on pc.entity_type = 'contact' and pc.entity_id = v.contact_id
    where l.id = ${leadId}`)
  return rows[0]
}

/** A contact that never was a lead, or whose lead is not known. */
export async function findContactBooker(db: Db, contactId: number): Promise<Booker | undefined> {
  const { rows } = await db.execute<Booker>(sql`
    select coalesce(v.lead_id, 0) as "leadId", c.id as "contactId", p.state, p.time_zone as "timeZone", c.health_coach_id as "ownCoachId"
    from contacts c left join lead_conversions v on v.contact_id = c.id
      left join person_profiles p on p.entity_type = 'contact' and p.entity_id = c.id
    where c.id = ${contactId}`)
  return rows[0]
}

export interface BookableCoach extends Record<string, unknown> {
  id: number
  name: string
  meetingLink: string | null
  /** Whether they may see patients of some states only. */
  isLicensed: boolean
  /** The last day of their licence for the state, if it ends. */
  validTo: string | null
}

/** Active coaches who can be booked by somebody in the state. */
export async function bookableCoaches(db: Db, state: string | null): Promise<BookableCoach[]> {
  const { rows } = await db.execute<BookableCoach>(sql`
    select u.id, u.first_name || ' ' || u.last_name as name, b.meeting_link as "meetingLink",
      exists (select from coach_licences where user_id = u.id) as "isLicensed", l.valid_to::text as "validTo"
    from users u left join coach_booking b on b.user_id = u.id left join coach_licences l on l.user_id = u.id and l.state = ${state}
    where u.role = 'Health Coach' and u.is_active and coalesce(b.accepts_bookings, true)
      and (l.user_id is not null or not exists (select from coach_licences where user_id = u.id))
    order by u.first_name, u.last_name, u.id`)
  return rows
}

export interface Taken extends Record<string, unknown> {
  userId: number
  startsAt: string
  endsAt: string
}

/** Times of appointments, of what is held for others, and of what is offered to anybody. */
export async function takenBeside(
  db: Db,
  userIds: readonly number[],
  { from, to, leadId, now }: { from: Date; to: Date; leadId: number; now: Date },
) {
  const range = sql`tsrange(${from.toISOString()}::timestamp, ${to.toISOString()}::timestamp)`
  const ids = sql`array[${sql.join(
    userIds.map((id) => sql`${id}::integer`),
    sql`, `,
  )}]::integer[]`
  const { rows } = await db.execute<Taken>(sql`
    select user_id as "userId", ${timeAsText(sql`starts_at`)} as "startsAt", ${timeAsText(sql`ends_at`)} as "endsAt" from appointment_slots
    where user_id = any (${ids}) and tsrange(starts_at, ends_at) && ${range}
    union all
    select h.user_id, ${timeAsText(sql`h.starts_at`)}, ${timeAsText(sql`h.ends_at`)} from slot_holds h
    where h.user_id = any (${ids}) and h.expires_at > ${now.toISOString()}::timestamp and tsrange(h.starts_at, h.ends_at) && ${range}
      and (h.lead_id <> ${leadId} or exists (select from waitlist_entries w where w.hold_id = h.id))`)
  return rows
}
