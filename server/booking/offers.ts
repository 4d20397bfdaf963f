/**
 * A freed time is offered to those who wait, one after the other in the order they came: it is held for the first whom it
 * suits, who is written to, and passed on to the next when they decline or let it lapse. They keep their place for other times.
 */
import { dayOf, minuteMs } from '../../shared/clock.ts'
import { logActivity } from '../activity/activity.ts'
import { holdCalendarOf } from '../appointments/slots.ts'
import { clinicOf } from '../availability/availability.ts'
import { attempt } from '../db/attempt.ts'
import type { Tx } from '../db/connection.ts'
import { enqueue } from '../jobs/jobs.ts'
import { insertHold, lockBooker, removeHold } from './holds-storage.ts'
import { endEntry, lapsedOffers, nextWaiting, setOffered, waitOn } from './offers-storage.ts'
import { bookerOf, offeredSlots, rulesOf } from './schedule.ts'
import { standingVisit } from './visits-storage.ts'

export const freedQueue = 'booking.freed'
export const letterQueue = 'booking.offer-letter'

export interface Freed {
  [key: string]: number | string
  userId: number
  startsAt: string
  endsAt: string
  /** Who came up to here has been asked. */
  afterEntry: number
}

/** Answers the entry that it was offered to. */
export async function offerFreed(db: Tx, freed: Freed, now: Date): Promise<number | undefined> {
  const { timeZone } = await clinicOf(db)
  const day = dayOf(timeZone, Date.parse(freed.startsAt))
  for (let after = freed.afterEntry; ; ) {
    const entry = await nextWaiting(db, after, { userId: freed.userId, day })
    if (!entry) return undefined
    if (await attempt(db, () => offerTo(db, entry, freed, now))) return entry.id
    after = entry.id
  }
}

async function offerTo(db: Tx, entry: { id: number; leadId: number }, { userId, startsAt, endsAt }: Freed, now: Date): Promise<boolean> {
  await lockBooker(db, entry.leadId)
  await holdCalendarOf(db, userId)
  const { offerMinutes, visitMinutes } = await rulesOf(db)
  const length = visitMinutes * minuteMs
  const [from, to] = [Date.parse(startsAt), Date.parse(endsAt)]
  const booker = await bookerOf(db, entry.leadId)
  const slots = await offeredSlots(db, { booker, coachId: userId, range: [from - length + 1, to] }, now)
  const slot = slots.find((each) => each.startsAt >= from) ?? slots[0]
  if (!slot) return false
  const [begins, ends] = [new Date(slot.startsAt), new Date(slot.startsAt + length)]
  const expiresAt = new Date(Math.min(now.getTime() + offerMinutes * minuteMs, slot.startsAt))
  const holdId = await insertHold(db, { leadId: entry.leadId, userId, startsAt: begins, endsAt: ends, expiresAt })
  if (!(await setOffered(db, entry.id, holdId, now))) return false
  logOffer(db, entry.leadId, 'slot_offered', { startsAt: begins.toISOString(), coachId: userId, until: expiresAt.toISOString() })
  await enqueue(db, letterQueue, { entryId: entry.id })
  return true
}

const logOffer = (db: Tx, leadId: number, action: string, details: Record<string, unknown>) =>
  logActivity(db, { entityType: 'lead', entityId: leadId, action, userId: undefined, details })

/** They keep their place; the time goes to the next. The caller takes the hold away. */
export async function passOn(
  db: Tx,
  { entryId, userId, startsAt, endsAt }: { entryId: number; userId: number; startsAt: string; endsAt: string },
) {
  await waitOn(db, entryId)
  await enqueue(db, freedQueue, { userId, startsAt, endsAt, afterEntry: entryId })
}

/** Runs each minute. */
export async function passOnLapsed(db: Tx, now: Date): Promise<number> {
  const lapsed = await lapsedOffers(db, now)
  for (const { entryId, leadId, holdId, userId, startsAt, endsAt } of lapsed) {
    if (holdId !== null && userId !== null && startsAt !== null && endsAt !== null) {
      await passOn(db, { entryId, userId, startsAt, endsAt })
      await removeHold(db, holdId)
      logOffer(db, leadId, 'offer_lapsed', { startsAt, coachId: userId })
    } else if (await standingVisit(db, leadId, now)) await endEntry(db, entryId, 'booked')
    else await waitOn(db, entryId)
  }
  return lapsed.length
}
