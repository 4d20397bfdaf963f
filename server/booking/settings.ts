/** The clinic's rules of booking, and how each coach is booked. */
import type { BookingRules } from '../../shared/contracts/booking.ts'
import { policy } from '../../shared/policy.ts'
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { forbidden, notFound } from '../http/errors.ts'
import { requireFresh } from '../http/etag.ts'
import { coachExists } from '../users/names.ts'
import { findRules } from './schedule-storage.ts'
import { findCoachBooking, lockRules, replaceLicences, saveCoachBooking, updateRules } from './settings-storage.ts'

export const bookingRules = async (db: Db) => ({ value: await findRules(db) })

type RuleChanges = { [K in keyof BookingRules]?: BookingRules[K] | undefined }

export async function changeRules(db: Tx, actor: Actor, given: RuleChanges, ifMatch: string | undefined) {
  await lockRules(db)
  const before = await findRules(db)
  requireFresh(ifMatch, JSON.stringify(before))
  const changed = Object.entries(given).filter(([name, value]) => value !== undefined && value !== before[name as keyof BookingRules])
  if (!changed.length) return { value: before }
  const changes = Object.fromEntries(
    changed.map(([name, value]): [string, [unknown, unknown]] => [name, [before[name as keyof BookingRules], value]]),
  )
  logActivity(db, { entityType: 'clinic', entityId: 1, action: 'settings_changed', userId: actor.userId, details: { changes } })
  await updateRules(db, Object.fromEntries(changed), actor.userId)
  return { value: await findRules(db) }
}

export async function coachBookingOf(db: Db, userId: number) {
  if (!(await coachExists(db, userId))) throw notFound('Coach')
  return findCoachBooking(db, userId)
}

interface CoachChanges {
  acceptsBookings?: boolean | undefined
  meetingLink?: string | null | undefined
}

export async function changeCoachBooking(db: Tx, actor: Actor, userId: number, { acceptsBookings, meetingLink }: CoachChanges) {
  const before = await coachBookingOf(db, userId)
  if (!policy.availability.update(actor, { userId })) throw forbidden('A coach keeps their own booking; an Admin keeps everybody’s.')
  const after = {
    acceptsBookings: acceptsBookings ?? before.acceptsBookings,
    meetingLink: meetingLink === undefined ? before.meetingLink : meetingLink,
  }
  const fields = (['acceptsBookings', 'meetingLink'] as const).filter((name) => before[name] !== after[name])
  if (!fields.length) return before
  await saveCoachBooking(db, { userId, ...after })
  logActivity(db, { entityType: 'user', entityId: userId, action: 'booking_changed', userId: actor.userId, details: { fields } })
  return findCoachBooking(db, userId)
}

interface LicenceGiven {
  state: string
  validTo?: string | null | undefined
}

export async function setLicences(db: Tx, actor: Actor, userId: number, licences: readonly LicenceGiven[]) {
  const before = await coachBookingOf(db, userId)
  await replaceLicences(
    db,
    userId,
    licences.map(({ state, validTo }) => ({ state, validTo: validTo ?? null })),
  )
  const after = await findCoachBooking(db, userId)
  const inWords = (all: typeof before.licences) => all.map(({ state, validTo }) => (validTo ? `${state} (${validTo})` : state)).join(', ')
  const changes: Record<string, [unknown, unknown]> = { licences: [inWords(before.licences), inWords(after.licences)] }
  if (changes.licences?.[0] !== changes.licences?.[1])
    logActivity(db, { entityType: 'user', entityId: userId, action: 'licences_changed', userId: actor.userId, details: { changes } })
  return after
}
