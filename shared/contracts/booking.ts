/** Booking by patients, from the staff's side: the clinic's rules, whom patients may book, who waits for a time. */
import { z } from 'zod'
import { dayMs } from '../clock.ts'
import { endpoint } from '../contract.ts'
import { Id, IdParams, Instant, SentTime, webLink } from '../inputs.ts'
import { limits, waitlistStates } from '../values.ts'

const minutes = (least: number, most: number, what: string) => z.int().min(least).max(most).describe(what)
const week = 7 * 24 * 60

const rules = {
  visitMinutes: minutes(5, 480, 'How long a visit lasts that a patient books'),
  stepMinutes: minutes(5, 480, 'Times begin this far apart on the clinic’s clock'),
  noticeMinutes: minutes(0, 4 * week, 'No time begins sooner than this'),
  horizonDays: minutes(1, 365, 'Days ahead that patients may book'),
  bufferBeforeMinutes: minutes(0, 240, 'Kept free before a visit'),
  bufferAfterMinutes: minutes(0, 240, 'Kept free after a visit'),
  holdMinutes: minutes(2, 60, 'How long a chosen time is kept while a patient books it'),
  changeNoticeMinutes: minutes(0, 4 * week, 'Patients move and cancel by themselves until this long before a visit'),
  offerMinutes: minutes(5, 3 * 24 * 60, 'How long a freed time is kept for the first who waits'),
}
const BookingRules = z.object(rules).meta({ id: 'BookingRules' })
export type BookingRules = z.output<typeof BookingRules>

const Day = z.iso
  .date({ error: 'is not a day such as 2026-11-22', abort: true })
  .refine((day) => day >= '1900-01-01' && day < '2200-01-01', 'is not a day between the years 1900 and 2200')
const State = z
  .string()
  .trim()
  .regex(/^[A-Za-z]{2}$/, 'is not the two letters of a state or province, such as CA')
  .transform((letters) => letters.toUpperCase())

const Licence = z.object({ state: z.string(), validTo: z.string().nullable() })
const CoachBooking = z
  .object({
    userId: Id,
    acceptsBookings: z.boolean().describe('Whether patients may choose them'),
    meetingLink: z.string().nullable().describe('Where their visits take place'),
    licences: z.array(Licence).describe('States they may see patients of; none at all: every state'),
  })
  .meta({ id: 'CoachBooking' })

const WaitlistEntry = z
  .object({
    id: Id,
    leadId: Id,
    contactId: Id.nullable(),
    name: z.string(),
    userId: Id.nullable().describe('Whom they wait for; none: anybody'),
    earliest: z.string().nullable(),
    latest: z.string().nullable(),
    state: z.enum(waitlistStates),
    createdAt: SentTime,
    offer: z
      .object({ startsAt: SentTime, expiresAt: SentTime, userId: Id })
      .nullable()
      .describe('The freed time that is kept for them now'),
  })
  .meta({ id: 'WaitlistEntry' })

/** Days that suit who waits. */
export const waiting = {
  earliest: Day.nullish(),
  latest: Day.nullish(),
}
export const inOrder = ({ earliest, latest }: { earliest?: string | null | undefined; latest?: string | null | undefined }) =>
  !earliest || !latest || earliest <= latest
export const outOfOrder = { path: ['latest'], message: 'is before the first day' }

/** Days that one question may span. */
const longestSearch = 31
export const withinSearch = ({ from, to }: { from: Date; to: Date }) => from < to && to.getTime() - from.getTime() <= longestSearch * dayMs
export const beyondSearch = { path: ['to'], message: `is not within ${longestSearch} days after the beginning` }

export const Slot = z.object({ startsAt: SentTime, coachIds: z.array(Id).describe('Who is free then; first whom the clinic would take') })

export const bookingApi = {
  rules: endpoint('GET', '/settings/booking', { summary: 'The rules by which patients book', reply: BookingRules, etag: true }),
  changeRules: endpoint('PATCH', '/settings/booking', {
    summary: 'Change the rules by which patients book',
    body: z.strictObject(rules).partial(),
    reply: BookingRules,
    etag: true,
  }),
  coach: endpoint('GET', '/users/:id/booking', { summary: 'How patients book a coach', params: IdParams, reply: CoachBooking }),
  changeCoach: endpoint('PATCH', '/users/:id/booking', {
    summary: 'Say whether patients may book a coach, and where their visits take place',
    params: IdParams,
    body: z.strictObject({ acceptsBookings: z.boolean().optional(), meetingLink: webLink.nullish() }),
    reply: CoachBooking,
  }),
  setLicences: endpoint('PUT', '/users/:id/licences', {
    summary: 'Set the states whose patients a coach may see; without any, those of every state',
    params: IdParams,
    body: z.strictObject({
      licences: z
        .array(z.strictObject({ state: State, validTo: Day.nullish() }))
        .max(60)
        .refine((all) => new Set(all.map(({ state }) => state)).size === all.length, 'names a state twice'),
    }),
    reply: CoachBooking,
  }),
  slots: endpoint('GET', '/slots', {
    summary: 'Times that a lead or contact could book, as the portal would offer them',
    query: z
      .strictObject({ leadId: Id.optional(), contactId: Id.optional(), coachId: Id.optional(), from: Instant, to: Instant })
      .refine(({ leadId, contactId }) => (leadId === undefined) !== (contactId === undefined), {
        path: ['leadId'],
        message: 'or contactId is needed, one of them',
      })
      .refine(withinSearch, beyondSearch),
    reply: z.object({ visitMinutes: z.int(), data: z.array(Slot) }),
  }),
  waitlist: endpoint('GET', '/waitlist', {
    summary: 'Who waits for a time, in the order they are asked',
    reply: z.object({ data: z.array(WaitlistEntry) }),
  }),
  join: endpoint('POST', '/waitlist', {
    summary: 'Put a lead on the waitlist',
    body: z.strictObject({ leadId: Id, userId: Id.nullish(), ...waiting }).refine(inOrder, outOfOrder),
    reply: WaitlistEntry,
    status: 201,
  }),
  leave: endpoint('DELETE', '/waitlist/:id', {
    summary: 'Take somebody off the waitlist; a time kept for them goes to the next',
    params: IdParams,
  }),
}

/** Free text a patient gives for cancelling. */
export const longestWhy = limits.reason
