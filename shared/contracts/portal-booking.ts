/** Booking in the portal: free times, one held while it is booked, the visits that came of it, waiting for a time. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, Instant, optionalPassage, SentTime } from '../inputs.ts'
import { appointmentStatuses, waitlistStates } from '../values.ts'
import { isTimeZone } from '../zones.ts'
import { beyondSearch, inOrder, longestWhy, outOfOrder, Slot, waiting, withinSearch } from './booking.ts'

const Coach = z.object({ id: Id, name: z.string(), isOwn: z.boolean() })

const Hold = z
  .object({
    id: Id,
    startsAt: SentTime,
    endsAt: SentTime,
    expiresAt: SentTime,
    coach: Coach,
    /** Once, while they pay. */
    canExtend: z.boolean(),
    isOffer: z.boolean().describe('A freed time that is kept for somebody who waited'),
  })
  .meta({ id: 'SlotHold' })

const Visit = z
  .object({
    id: Id,
    startsAt: SentTime,
    duration: z.int(),
    status: z.enum(appointmentStatuses),
    coachName: z.string().nullable(),
    meetingLink: z.string().nullable(),
    canChange: z.boolean().describe('Whether the patient may still move or cancel it by themselves'),
  })
  .meta({ id: 'PatientVisit' })

const Waiting = z
  .object({
    id: Id,
    state: z.enum(waitlistStates),
    coachId: Id.nullable(),
    earliest: z.string().nullable(),
    latest: z.string().nullable(),
    createdAt: SentTime,
  })
  .meta({ id: 'PatientWaiting' })

const Booking = z
  .object({
    clinic: z.string(),
    clinicZone: z.string(),
    timeZone: z.string().nullable().describe('The patient’s, once it is known'),
    state: z.string().nullable(),
    needsState: z.boolean().describe('Nobody can be offered before the patient says which state they are in'),
    coaches: z.array(Coach),
    visitMinutes: z.int(),
    changeNoticeMinutes: z.int(),
    needsPayment: z.boolean().describe('A time can be held, but not booked before the visit is paid'),
    holds: z.array(Hold),
    next: Visit.nullable().describe('The visit to come, if there is one: it can be moved, not booked twice'),
    waiting: Waiting.nullable(),
  })
  .meta({ id: 'PatientBooking' })

const CoachChoice = { coach: Id.optional() }

export const portalBookingApi = {
  overview: endpoint('GET', '/portal/booking', { summary: 'What a patient needs to know before they choose a time', reply: Booking }),
  setPlace: endpoint('PATCH', '/portal/place', {
    summary: 'Say in which zone times are shown, and in which state one is',
    body: z.strictObject({
      timeZone: z.string().max(64).refine(isTimeZone, 'is not an IANA time zone such as America/New_York').optional(),
      state: z
        .string()
        .trim()
        .regex(/^[A-Za-z]{2}$/, 'is not the two letters of a state, such as CA')
        .transform((letters) => letters.toUpperCase())
        .optional(),
    }),
  }),
  slots: endpoint('GET', '/portal/slots', {
    summary: 'Free times, with one coach or anybody',
    query: z.strictObject({ ...CoachChoice, from: Instant, to: Instant }).refine(withinSearch, beyondSearch),
    reply: z.object({
      data: z.array(Slot),
      nextFree: SentTime.nullable().describe('When there is none in the range: the first after it'),
    }),
  }),
  hold: endpoint('POST', '/portal/holds', {
    summary: 'Keep a time for some minutes; it takes the place of another that was kept',
    body: z.strictObject({ startsAt: Instant, ...CoachChoice }),
    reply: Hold,
    status: 201,
    alsoStatus: 200,
  }),
  extend: endpoint('PUT', '/portal/holds/:id/extension', {
    summary: 'Keep it as long again, once, while paying',
    params: IdParams,
    reply: Hold,
  }),
  release: endpoint('DELETE', '/portal/holds/:id', {
    summary: 'Let a time go that was kept; an offer goes to the next who waits',
    params: IdParams,
  }),
  visits: endpoint('GET', '/portal/visits', {
    summary: 'One’s visits, the next ones first, then those that were',
    reply: z.object({ data: z.array(Visit) }),
  }),
  visit: endpoint('GET', '/portal/visits/:id', { summary: 'One visit', params: IdParams, reply: Visit }),
  book: endpoint('POST', '/portal/visits', {
    summary: 'Book the time that is held',
    body: z.strictObject({ holdId: Id }),
    reply: Visit,
    status: 201,
  }),
  move: endpoint('PUT', '/portal/visits/:id/time', {
    summary: 'Move a visit to the time that is held',
    params: IdParams,
    body: z.strictObject({ holdId: Id }),
    reply: Visit,
  }),
  cancel: endpoint('PUT', '/portal/visits/:id/cancellation', {
    summary: 'Cancel a visit',
    params: IdParams,
    body: z.strictObject({ reason: optionalPassage(longestWhy).optional() }).optional(),
    reply: Visit,
  }),
  file: endpoint('GET', '/portal/visits/:id/calendar.ics', {
    summary: 'One visit as a calendar file',
    params: IdParams,
    reply: z.string(),
    produces: 'text/calendar',
  }),
  wait: endpoint('POST', '/portal/waitlist', {
    summary: 'Wait for a time that is freed',
    body: z.strictObject({ ...CoachChoice, ...waiting }).refine(inOrder, outOfOrder),
    reply: Waiting,
    status: 201,
    alsoStatus: 200,
  }),
  stopWaiting: endpoint('DELETE', '/portal/waitlist', { summary: 'Wait no more' }),
}
