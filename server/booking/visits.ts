/** A patient books the time they hold, moves or cancels the visit within the clinic's rules, and sees what they have booked. */
import { minuteMs } from '../../shared/clock.ts'
import { bookForPatient, changeForPatient } from '../appointments/by-patients.ts'
import { holdCalendarOf } from '../appointments/slots.ts'
import type { PatientActor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { asProduct } from '../db/elevate.ts'
import { conflict, found } from '../http/errors.ts'
import { fileForPerson, type TellPerson } from '../visit-letters/visit-letters.ts'
import { holdToBook } from './holds.ts'
import { closeBooking, type HoldRow, lockBooker, needsPayment, noteChoosingSince, removeHold } from './holds-storage.ts'
import { markBooked } from './offers-storage.ts'
import { bookableCoaches, bookerOf, rulesOf } from './schedule.ts'
import { findVisit, rememberCoach, standingVisit, tellCoach, type VisitRow, visitsOf } from './visits-storage.ts'

export interface Booking {
  patient: PatientActor
  tell: TellPerson
  now: Date
}

const unpaid = 'Pay for your visit first. The time is kept for you meanwhile.'
const already = 'You have a visit already. Move or cancel it instead of booking another one.'
const tooLate = (hours: number) =>
  `Visits can be moved or cancelled here until ${hours} hours before they begin. Call or write to the clinic: they will help you.`

export async function bookVisit(db: Tx, { patient: { leadId }, tell, now }: Booking, holdId: number) {
  return asProduct(db, async () => {
    await lockBooker(db, leadId)
    const hold = await holdToBook(db, leadId, holdId, now)
    if (await needsPayment(db, leadId)) throw conflict('not_paid', unpaid)
    if (await standingVisit(db, leadId, now)) throw conflict('already_booked', already)
    const { contactId, state } = await bookerOf(db, leadId)
    const meetingLink = (await bookableCoaches(db, state)).find(({ id }) => id === hold.userId)?.meetingLink ?? null
    const title = contactId === null ? 'First visit' : 'Follow-up visit'
    const row = {
      title,
      scheduledAt: new Date(hold.startsAt),
      duration: lengthOf(hold),
      userId: hold.userId,
      leadId,
      contactId,
      meetingLink,
    }
    await useUp(db, hold)
    const id = await bookForPatient(db, { leadId, tell }, row)
    if (hold.entryId === null) await noteChoosingSince(db, id, hold.createdAt)
    await settle(db, hold, id)
    return visitOf(db, { leadId }, id, now)
  })
}

export async function moveVisit(db: Tx, { patient: { leadId }, tell, now }: Booking, id: number, holdId: number) {
  return asProduct(db, async () => {
    await lockBooker(db, leadId)
    const visit = await changeableVisit(db, leadId, id, now)
    const hold = await holdToBook(db, leadId, holdId, now)
    const { state } = await bookerOf(db, leadId)
    const link = (await bookableCoaches(db, state)).find((coach) => coach.id === hold.userId)?.meetingLink ?? null
    const other = hold.userId === visit.userId ? {} : { userId: hold.userId, meetingLink: link }
    await useUp(db, hold)
    await changeForPatient(db, { leadId, tell }, id, { scheduledAt: new Date(hold.startsAt), duration: lengthOf(hold), ...other })
    await settle(db, hold, id)
    return visitOf(db, { leadId }, id, now)
  })
}

export async function cancelVisit(db: Tx, { patient: { leadId }, tell, now }: Booking, id: number, reason: string | null | undefined) {
  return asProduct(db, async () => {
    await lockBooker(db, leadId)
    const visit = found(await findVisit(db, leadId, id), 'Visit')
    if (visit.status !== 'Cancelled') {
      await changeableVisit(db, leadId, id, now)
      await changeForPatient(db, { leadId, tell, reason }, id, { status: 'Cancelled' })
      if (visit.userId !== null) await tellCoach(db, visit.userId, id)
    }
    return visitOf(db, { leadId }, id, now)
  })
}

/** Under the calendar's lock, where nobody else can take the time before the visit stands. */
async function useUp(db: Tx, { id, userId }: HoldRow) {
  await holdCalendarOf(db, userId)
  await removeHold(db, id)
}

/** Whoever waited waits no more, the lead is booked with this coach, and the coach hears of it. */
async function settle(db: Tx, { leadId, userId }: HoldRow, appointmentId: number) {
  await markBooked(db, leadId)
  await closeBooking(db, leadId, appointmentId)
  await rememberCoach(db, leadId, userId)
  await tellCoach(db, userId, appointmentId)
}

const lengthOf = ({ startsAt, endsAt }: HoldRow) => Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / minuteMs)

async function changeableVisit(db: Db, leadId: number, id: number, now: Date): Promise<VisitRow> {
  const visit = found(await findVisit(db, leadId, id), 'Visit')
  if (visit.status !== 'Scheduled' || Date.parse(visit.startsAt) <= now.getTime())
    throw conflict('visit_over', 'This visit is over or cancelled.')
  const { changeNoticeMinutes } = await rulesOf(db)
  if (!isInTime(visit, changeNoticeMinutes, now)) throw conflict('too_late', tooLate(Math.round(changeNoticeMinutes / 6) / 10))
  return visit
}

const isInTime = ({ startsAt }: VisitRow, noticeMinutes: number, now: Date) =>
  Date.parse(startsAt) - now.getTime() >= noticeMinutes * minuteMs

export async function visitOf(db: Db, { leadId }: PatientActor, id: number, now: Date) {
  return shownVisit(found(await findVisit(db, leadId, id), 'Visit'), (await rulesOf(db)).changeNoticeMinutes, now)
}

export async function ownVisits(db: Db, { leadId }: PatientActor, now: Date) {
  const { changeNoticeMinutes } = await rulesOf(db)
  return { data: (await visitsOf(db, leadId, now)).map((visit) => shownVisit(visit, changeNoticeMinutes, now)) }
}

export function shownVisit(visit: VisitRow, noticeMinutes: number, now: Date) {
  const { id, startsAt, duration, status, coachName, meetingLink } = visit
  const canChange = status === 'Scheduled' && Date.parse(startsAt) > now.getTime() && isInTime(visit, noticeMinutes, now)
  return { id, startsAt, duration, status, coachName, meetingLink, canChange }
}

/** As a calendar takes it, once the patient's own rows have shown that it is theirs. */
export async function ownVisitFile(db: Db, { leadId }: PatientActor, id: number): Promise<string> {
  found(await findVisit(db, leadId, id), 'Visit')
  return asProduct(db, async () => found(await fileForPerson(db, id), 'Visit'))
}
