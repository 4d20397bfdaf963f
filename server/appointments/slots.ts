/** Nobody is in two places: overlap is refused with what it would overlap, unless an Admin means it. The database refuses it too. */
import type { Appointment } from '../../shared/rows/appointments.ts'
import { queue } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { conflict } from '../http/errors.ts'
import { allowOverlap, type Clash, findClash, findHold, holdCalendar } from './slots-storage.ts'

type Times = Pick<Appointment, 'userId' | 'scheduledAt' | 'duration' | 'status'>
type Booking = Times & { id: number | undefined; leadId: number | null }

const takesTime = ({ userId, status }: Times) => userId !== null && (status === 'Scheduled' || status === 'Completed')
const startOf = ({ scheduledAt }: Times) => Date.parse(scheduledAt)
const endOf = (times: Times) => startOf(times) + times.duration * 60_000

/** Whether a change asks for time that the appointment did not hold before. */
export function takesOtherTime(before: Times, after: Times): boolean {
  if (!takesTime(after)) return false
  return !takesTime(before) || before.userId !== after.userId || startOf(after) < startOf(before) || endOf(after) > endOf(before)
}

/** Answers whether the booking overlaps another on purpose. */
export async function requireFreeTime(db: Tx, booking: Booking, overbookReason?: string | null): Promise<boolean> {
  const { id, userId, scheduledAt, duration, leadId } = booking
  if (userId === null || !takesTime(booking)) return false
  queue(db, holdCalendar(db, userId))
  const slot = { appointmentId: id, userId, startsAt: scheduledAt, duration }
  const clash = await findClash(db, slot)
  const heldUntil = clash ? undefined : await findHold(db, slot, leadId)
  if (!clash && !heldUntil) return false
  if (!overbookReason) throw conflict(clash ? 'overlap' : 'held', clash ? inWords(clash) : beingBooked)
  await allowOverlap(db, overbookReason)
  return true
}

const beingBooked = 'A patient is booking this time just now. Try again in some minutes, or choose another time.'

/** On the clinic's clock, since two who speak of a clash may be on two others. */
function inWords({ title, person, scheduledAt, staff, timeZone }: Clash): string {
  const whose = staff ? `${staff}’s calendar` : 'the same calendar'
  if (title === null || scheduledAt === null) return `This overlaps another appointment in ${whose}.`
  const when = timeInWords(scheduledAt, timeZone)
  return `This overlaps “${title}”${person ? ` with ${person}` : ''} in ${whose}, ${when}.`
}

/** As a refusal says it: `Monday, November 30, 2026 at 10:30 AM EST`. */
export const timeInWords = (at: string, timeZone: string) => new Intl.DateTimeFormat('en-US', { ...clock, timeZone }).format(new Date(at))

const clock = {
  weekday: 'long',
  month: 'long',
  day: 'numeric',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
} satisfies Intl.DateTimeFormatOptions

/** For rooms that book by rules of their own. */
export const holdCalendarOf = holdCalendar
