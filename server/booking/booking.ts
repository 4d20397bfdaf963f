/** What a patient needs to know before they choose a time, and what the staff see of the same times. */
import { clinicOf } from '../availability/availability.ts'
import type { PatientActor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { asProduct } from '../db/elevate.ts'
import { changeOwnPlace } from '../profiles/own-place.ts'
import { requireReferences } from '../records/references.ts'
import { shownHold } from './holds.ts'
import { liveHolds, needsPayment } from './holds-storage.ts'
import { openEntryOf } from './offers-storage.ts'
import { bookableCoaches, bookerOf, contactBookerOf, nextFree, type OfferedSlot, offeredSlots, rulesOf } from './schedule.ts'
import { shownVisit } from './visits.ts'
import { standingVisit } from './visits-storage.ts'

export async function setPlace(db: Tx, patient: PatientActor, given: { state?: string | undefined; timeZone?: string | undefined }) {
  const { contactId } = await asProduct(db, () => bookerOf(db, patient.leadId))
  await changeOwnPlace(db, patient, contactId, given)
}

export async function bookingOverview(db: Db, { leadId }: PatientActor, now: Date) {
  return asProduct(db, async () => {
    const booker = await bookerOf(db, leadId)
    const { visitMinutes, changeNoticeMinutes } = await rulesOf(db)
    const clinic = await clinicOf(db)
    const coaches = await bookableCoaches(db, booker.state)
    const visit = await standingVisit(db, leadId, now)
    return {
      clinic: clinic.name,
      clinicZone: clinic.timeZone,
      timeZone: booker.timeZone,
      state: booker.state,
      needsState: booker.state === null && coaches.length === 0,
      coaches: coaches
        .map(({ id, name }) => ({ id, name, isOwn: id === booker.ownCoachId }))
        .toSorted((one, other) => Number(other.isOwn) - Number(one.isOwn)),
      visitMinutes,
      changeNoticeMinutes,
      needsPayment: await needsPayment(db, leadId),
      holds: (await liveHolds(db, leadId, now)).map((hold) => shownHold(hold, booker)),
      next: visit ? shownVisit(visit, changeNoticeMinutes, now) : null,
      waiting: (await openEntryOf(db, leadId)) ?? null,
    }
  })
}

interface Question {
  coach?: number | undefined
  from: Date
  to: Date
}

export async function freeSlots(db: Db, { leadId }: PatientActor, { coach, from, to }: Question, now: Date) {
  return asProduct(db, async () => {
    const wish = { booker: await bookerOf(db, leadId), coachId: coach }
    const slots = await offeredSlots(db, { ...wish, range: [from.getTime(), to.getTime()] }, now)
    const next = slots.length ? undefined : await nextFree(db, wish, to.getTime(), now)
    return { data: slots.map(inWords), nextFree: next === undefined ? null : new Date(next).toISOString() }
  })
}

interface StaffQuestion {
  leadId?: number | undefined
  contactId?: number | undefined
  coachId?: number | undefined
  from: Date
  to: Date
}

/** As the portal would offer them, for somebody the actor may know of. */
export async function slotsFor(db: Db, { leadId, contactId, coachId, from, to }: StaffQuestion, now: Date) {
  await requireReferences(db, { leadId: 'lead', contactId: 'contact' }, { leadId, contactId })
  return asProduct(db, async () => {
    const booker = leadId === undefined ? await contactBookerOf(db, contactId ?? 0) : await bookerOf(db, leadId)
    const slots = await offeredSlots(db, { booker, coachId, range: [from.getTime(), to.getTime()] }, now)
    return { visitMinutes: (await rulesOf(db)).visitMinutes, data: slots.map(inWords) }
  })
}

const inWords = ({ startsAt, coachIds }: OfferedSlot) => ({ startsAt: new Date(startsAt).toISOString(), coachIds })
