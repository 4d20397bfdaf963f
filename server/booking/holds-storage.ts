/** SQL of times that are held, and of the bookings they began. */
import { and, eq, sql } from 'drizzle-orm'
import { bookings, slotHolds } from '../../shared/schema/booking.ts'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface HoldRow extends Record<string, unknown> {
  id: number
  leadId: number
  userId: number
  coachName: string
  startsAt: string
  endsAt: string
  expiresAt: string
  createdAt: string
  extendedAt: string | null
  /** The entry of the waitlist it is offered to. */
  entryId: number | null
}

const rows = sql`select h.id, h.lead_id as "leadId", h.user_id as "userId", u.first_name || ' ' || u.last_name as "coachName",
    ${timeAsText(sql`h.starts_at`)} as "startsAt", ${timeAsText(sql`h.ends_at`)} as "endsAt", ${timeAsText(sql`h.expires_at`)} as "expiresAt",
    ${timeAsText(sql`h.created_at`)} as "createdAt", ${timeAsText(sql`h.extended_at`)} as "extendedAt", (select max(w.id) from waitlist_entries w where w.hold_id = h.id) as "entryId"
  from slot_holds h join users u on u.id = h.user_id`

/** Those of a person that live, in the order of time. */
export async function liveHolds(db: Db, leadId: number, now: Date): Promise<HoldRow[]> {
  const { rows: found } = await db.execute<HoldRow>(
    sql`${rows} where h.lead_id = ${leadId} and h.expires_at > ${now.toISOString()}::timestamp order by h.starts_at, h.id`,
  )
  return found
}

/** Whoever acts for one person waits here until this transaction is over. */
export async function lockBooker(db: Tx, leadId: number): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(729, ${leadId})`)
}

export interface NewHold {
  leadId: number
  userId: number
  startsAt: Date
  endsAt: Date
  expiresAt: Date
  /** Since when they choose, where it takes the place of an earlier choice. */
  createdAt?: Date | undefined
}

export async function insertHold(db: Tx, hold: NewHold): Promise<number> {
  const [made] = await db.insert(slotHolds).values(hold).returning({ id: slotHolds.id })
  if (!made) throw new Error('The database answered no row for the one it took')
  return made.id
}

export async function extendHold(db: Tx, id: number, expiresAt: Date, now: Date): Promise<void> {
  await db.update(slotHolds).set({ expiresAt, extendedAt: now }).where(eq(slotHolds.id, id))
}

export async function removeHold(db: Tx, id: number): Promise<void> {
  await db.delete(slotHolds).where(eq(slotHolds.id, id))
}

/** What a person chose earlier makes way for what they choose now; offers stay. Answers since when they have been choosing. */
export async function removeOwnChoices(db: Tx, leadId: number, now: Date): Promise<Date | undefined> {
  const { rows: gone } = await db.execute<{ since: string | null }>(sql`
    with gone as (delete from slot_holds h where h.lead_id = ${leadId}
      and not exists (select from waitlist_entries w where w.hold_id = h.id) returning created_at, expires_at)
    select ${timeAsText(sql`min(created_at)`)} as since from gone where expires_at > ${now.toISOString()}::timestamp`)
  return gone[0]?.since ? new Date(gone[0].since) : undefined
}

/** How long the booking of a visit has taken is read from here. */
export async function noteChoosingSince(db: Tx, appointmentId: number, since: string): Promise<void> {
  await db.execute(
    sql`update appointment_details set choosing_since = ${since}::timestamptz at time zone 'UTC' where appointment_id = ${appointmentId}`,
  )
}

/** The proof that somebody began to book, once. */
export async function beginBooking(db: Tx, leadId: number): Promise<void> {
  await db.execute(sql`insert into bookings (lead_id) select ${leadId}
    where not exists (select from bookings where lead_id = ${leadId} and withdrawn_at is null)`)
}

/** What the booking led to: the open one, or the one that had led to this visit. */
export async function closeBooking(db: Tx, leadId: number, appointmentId: number): Promise<void> {
  await db.execute(sql`update bookings set appointment_id = ${appointmentId}
    where id = (select max(id) from bookings where lead_id = ${leadId} and withdrawn_at is null)`)
}

/** Given up before anything came of it. */
export async function withdrawBooking(db: Tx, leadId: number, now: Date): Promise<void> {
  await db
    .update(bookings)
    .set({ withdrawnAt: now })
    .where(and(eq(bookings.leadId, leadId), sql`${bookings.appointmentId} is null and ${bookings.withdrawnAt} is null`))
}

/** Whether a first visit still has to be paid for. The status follows the ledger (130), and whoever set it by hand gave a reason. */
export async function needsPayment(db: Db, leadId: number): Promise<boolean> {
  const { rows: found } = await db.execute<{ needed: boolean }>(sql`
    select coalesce((select price_cents from payment_settings), 19900) > 0
      and status not in ('Booking: Paid/Not Booked', 'Booking: Paid/Booked')
      and not exists (select from lead_conversions where lead_id = ${leadId}) as needed from leads where id = ${leadId}`)
  return found[0]?.needed ?? true
}
