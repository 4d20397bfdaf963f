/**
 * A time is held for some minutes, so that nobody takes it while its patient books. All that is written here is written as
 * the product, after the patient's own row has been found; two who want the same time meet at the coach's calendar lock,
 * and the database refuses whatever gets past it.
 */
import { minuteMs } from '../../shared/clock.ts'
import { holdCalendarOf } from '../appointments/slots.ts'
import type { PatientActor } from '../db/actor.ts'
import { attempt } from '../db/attempt.ts'
import type { Db, Tx } from '../db/connection.ts'
import { asProduct } from '../db/elevate.ts'
import { conflict, notFound, slotTaken } from '../http/errors.ts'
import { logPatientAct } from './acts.ts'
import {
  beginBooking,
  extendHold,
  type HoldRow,
  insertHold,
  liveHolds,
  lockBooker,
  removeHold,
  removeOwnChoices,
  withdrawBooking,
} from './holds-storage.ts'
import { passOn } from './offers.ts'
import { bookerOf, offeredSlots, rulesOf } from './schedule.ts'
import type { Booker } from './schedule-storage.ts'

interface Choice {
  startsAt: Date
  coach?: number | undefined
}

export async function holdSlot(db: Tx, { leadId }: PatientActor, { startsAt, coach }: Choice, now: Date) {
  return asProduct(db, async () => {
    await lockBooker(db, leadId)
    const booker = await bookerOf(db, leadId)
    const standing = (await liveHolds(db, leadId, now)).find(
      (hold) => Date.parse(hold.startsAt) === startsAt.getTime() && (coach === undefined || hold.userId === coach),
    )
    if (standing) return { value: shownHold(standing, booker), status: 200 }
    const userId = await takeSlot(db, booker, { startsAt, coach }, now)
    if (userId === undefined) throw slotTaken(await othersNear(db, booker, { startsAt, coach }, now))
    await beginBooking(db, leadId)
    const made = (await liveHolds(db, leadId, now)).find(
      (hold) => hold.userId === userId && Date.parse(hold.startsAt) === startsAt.getTime(),
    )
    if (!made) throw new Error('The hold that was made is not there')
    logPatientAct(db, leadId, 'slot_held', { startsAt: made.startsAt, coachId: userId })
    return { value: shownHold(made, booker), status: 201 }
  })
}

/** With whom the time could be held: each who is free is asked at their calendar's lock, which is let go when it was in vain. */
async function takeSlot(db: Tx, booker: Booker, { startsAt, coach }: Choice, now: Date): Promise<number | undefined> {
  const at = startsAt.getTime()
  const { holdMinutes, visitMinutes } = await rulesOf(db)
  const offered = async (coachId: number | undefined) =>
    (await offeredSlots(db, { booker, coachId, range: [at, at + 1] }, now))[0]?.coachIds ?? []
  for (const userId of await offered(coach)) {
    const isHeld = await attempt(db, async () => {
      await holdCalendarOf(db, userId)
      const createdAt = await removeOwnChoices(db, booker.leadId, now)
      if (!(await offered(userId)).length) return false
      const [endsAt, expiresAt] = [new Date(at + visitMinutes * minuteMs), new Date(now.getTime() + holdMinutes * minuteMs)]
      await insertHold(db, { leadId: booker.leadId, userId, startsAt, endsAt, expiresAt, createdAt })
      return true
    })
    if (isHeld) return userId
  }
  return undefined
}

const iso = (at: number) => new Date(at).toISOString()

/** Free times near one that is gone: the closest come first in time, no more than six. */
async function othersNear(db: Db, booker: Booker, { startsAt, coach }: Choice, now: Date): Promise<string[]> {
  const at = startsAt.getTime()
  const week = 7 * 24 * 60 * minuteMs
  const around = await offeredSlots(db, { booker, coachId: coach, range: [at - week, at + week] }, now)
  return around
    .filter((slot) => slot.startsAt !== at)
    .toSorted((one, other) => Math.abs(one.startsAt - at) - Math.abs(other.startsAt - at))
    .slice(0, 6)
    .map(({ startsAt: time }) => time)
    .toSorted((one, other) => one - other)
    .map(iso)
}

/** Once, for as long as a hold lasts, while they pay. */
export async function extendOwnHold(db: Tx, { leadId }: PatientActor, id: number, now: Date) {
  return asProduct(db, async () => {
    await lockBooker(db, leadId)
    const hold = await ownHold(db, leadId, id, now)
    const booker = await bookerOf(db, leadId)
    if (hold.extendedAt) return shownHold(hold, booker)
    const { holdMinutes } = await rulesOf(db)
    const expiresAt = new Date(Math.min(Date.parse(hold.expiresAt) + holdMinutes * minuteMs, Date.parse(hold.startsAt)))
    await extendHold(db, id, expiresAt, now)
    logPatientAct(db, leadId, 'slot_held', { startsAt: hold.startsAt, coachId: hold.userId, until: expiresAt.toISOString() })
    return shownHold({ ...hold, expiresAt: expiresAt.toISOString(), extendedAt: now.toISOString() }, booker)
  })
}

/** The person gives it up. What was offered to them goes to the next who waits. */
export async function releaseHold(db: Tx, { leadId }: PatientActor, id: number, now: Date): Promise<void> {
  await asProduct(db, async () => {
    await lockBooker(db, leadId)
    const hold = await ownHold(db, leadId, id, now)
    logPatientAct(db, leadId, hold.entryId ? 'offer_declined' : 'slot_released', { startsAt: hold.startsAt, coachId: hold.userId })
    if (hold.entryId) await passOn(db, { ...hold, entryId: hold.entryId })
    await removeHold(db, id)
    if (!hold.entryId) await withdrawBooking(db, leadId, now)
  })
}

/** A live hold of this person; of a time that is over they are told so. */
async function ownHold(db: Db, leadId: number, id: number, now: Date): Promise<HoldRow> {
  const hold = (await liveHolds(db, leadId, now)).find((each) => each.id === id)
  if (!hold) throw notFound('Held time')
  return hold
}

/** The same for who wants to book it. */
export async function holdToBook(db: Db, leadId: number, id: number, now: Date): Promise<HoldRow> {
  const hold = (await liveHolds(db, leadId, now)).find((each) => each.id === id)
  if (!hold) throw conflict('hold_expired', 'This time is kept for you no longer. Choose it again, or another one.')
  return hold
}

export const shownHold = (
  { id, startsAt, endsAt, expiresAt, extendedAt, userId, coachName, entryId }: HoldRow,
  { ownCoachId }: Booker,
) => ({
  id,
  startsAt,
  endsAt,
  expiresAt,
  coach: { id: userId, name: coachName, isOwn: userId === ownCoachId },
  canExtend: extendedAt === null && entryId === null,
  isOffer: entryId !== null,
})
