/** SQL of the rules of booking and of how coaches are booked. */
import { eq, sql } from 'drizzle-orm'
import { bookingSettings, coachBooking, coachLicences } from '../../shared/schema/booking.ts'
import type { Db, Tx } from '../db/connection.ts'

export async function lockRules(db: Tx): Promise<void> {
  await db.select({ id: bookingSettings.id }).from(bookingSettings).for('update')
}

export async function updateRules(db: Tx, changes: Partial<typeof bookingSettings.$inferInsert>, userId: number): Promise<void> {
  await db.update(bookingSettings).set({ ...changes, updatedAt: sql`now()`, updatedById: userId })
}

export async function findCoachBooking(db: Db, userId: number) {
  const [row] = await db.select().from(coachBooking).where(eq(coachBooking.userId, userId))
  const licences = await db
    .select({ state: coachLicences.state, validTo: coachLicences.validTo })
    .from(coachLicences)
    .where(eq(coachLicences.userId, userId))
    .orderBy(coachLicences.state)
  return { userId, acceptsBookings: row?.acceptsBookings ?? true, meetingLink: row?.meetingLink ?? null, licences }
}

export async function saveCoachBooking(db: Tx, row: typeof coachBooking.$inferInsert): Promise<void> {
  const { userId: _id, ...set } = row
  await db.insert(coachBooking).values(row).onConflictDoUpdate({ target: coachBooking.userId, set })
}

/** Takes the place of all. Whoever else does so waits. */
export async function replaceLicences(db: Tx, userId: number, licences: readonly Omit<typeof coachLicences.$inferInsert, 'userId'>[]) {
  await db.execute(sql`select pg_advisory_xact_lock(730, ${userId})`)
  await db.delete(coachLicences).where(eq(coachLicences.userId, userId))
  if (licences.length) await db.insert(coachLicences).values(licences.map((each) => ({ ...each, userId })))
}
