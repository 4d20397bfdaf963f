/** When coaches work: their usual week on the clinic's clock, days that differ, and the free time that follows. */
import { z } from 'zod'
import { dayMs } from '../clock.ts'
import { endpoint } from '../contract.ts'
import { Id, IdParams, Instant, optionalLine, SentTime } from '../inputs.ts'
import { limits } from '../values.ts'

/** `09:30` on the clinic's clock; `24:00` ends a day. */
const ClockTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'is not a time of day such as 09:30')
const Day = z.iso
  .date('is not a day such as 2026-11-22')
  .refine((day) => day >= '1900-01-01' && day < '2200-01-01', 'is not a day between the years 1900 and 2200')
const Weekday = z.int().min(1).max(7).describe('1 is Monday, 7 is Sunday')

const inOrder = (one: string | null | undefined, other: string | null | undefined) => !one || !other || one <= other
const Rule = z
  .strictObject({
    weekday: Weekday,
    startsAt: ClockTime,
    endsAt: ClockTime,
    validFrom: Day.nullish(),
    validTo: Day.nullish(),
  })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, { path: ['endsAt'], message: 'is not after the start' })
  .refine(({ validFrom, validTo }) => inOrder(validFrom, validTo), { path: ['validTo'], message: 'is before the first day' })

const SentRule = z.object({
  weekday: Weekday,
  startsAt: z.string(),
  endsAt: z.string(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
})

const NewException = z
  .strictObject({
    startsOn: Day,
    endsOn: Day.describe('The last of the days'),
    startsAt: ClockTime.nullish().describe('Of each day; without hours the whole days'),
    endsAt: ClockTime.nullish(),
    isAvailable: z.boolean().describe('Working when they usually do not; otherwise away'),
    reason: optionalLine(limits.shortText).optional(),
  })
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, { path: ['endsOn'], message: 'is before the first day' })
  .refine(({ startsAt, endsAt }) => !startsAt === !endsAt, { path: ['endsAt'], message: 'is needed beside a start, and only there' })
  .refine(({ startsAt, endsAt }) => !startsAt || !endsAt || startsAt < endsAt, { path: ['endsAt'], message: 'is not after the start' })
  .refine(({ isAvailable, startsAt }) => !isAvailable || startsAt, { path: ['startsAt'], message: 'is needed for time worked besides' })
export type NewException = z.output<typeof NewException>

const Exception = z
  .object({
    id: Id,
    startsOn: z.string(),
    endsOn: z.string(),
    startsAt: z.string().nullable(),
    endsAt: z.string().nullable(),
    isAvailable: z.boolean(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'AvailabilityException' })

const Week = z
  .object({
    rules: z.array(SentRule).describe('Without any, the clinic’s own hours'),
    exceptions: z.array(Exception).describe('Those of the last month and to come'),
  })
  .meta({ id: 'Availability' })
const NewWeek = z.strictObject({ rules: z.array(Rule).max(100) })
export type NewWeek = z.output<typeof NewWeek>

/** Days that one question may span. */
export const longestRange = 62
const Span = z.object({ startsAt: SentTime, endsAt: SentTime })
export type Span = z.output<typeof Span>

const Question = z
  .strictObject({
    userId: z.array(Id).min(1).max(100),
    from: Instant,
    to: Instant,
  })
  .refine(({ from, to }) => from < to && to.getTime() - from.getTime() <= longestRange * dayMs, {
    path: ['to'],
    message: `is not within ${longestRange} days after the beginning`,
  })

export const FreeTime = z
  .object({
    timeZone: z.string().describe('The clinic’s'),
    holidays: z.array(z.object({ day: z.string(), name: z.string() })),
    data: z.array(
      z.object({
        userId: Id,
        available: z.array(Span).describe('When they work'),
        free: z.array(Span).describe('What appointments leave of it'),
      }),
    ),
  })
  .meta({ id: 'FreeTime' })

export const availabilityApi = {
  free: endpoint('GET', '/availability', { summary: 'When coaches work and what of it is free', query: Question, reply: FreeTime }),
  week: endpoint('GET', '/users/:id/availability', {
    summary: 'A coach’s usual week and the days that differ',
    params: IdParams,
    reply: Week,
  }),
  setWeek: endpoint('PUT', '/users/:id/availability', {
    summary: 'Set a coach’s usual week',
    params: IdParams,
    body: NewWeek,
    reply: Week,
  }),
  addException: endpoint('POST', '/users/:id/availability/exceptions', {
    summary: 'Days on which a coach is away, or works besides',
    params: IdParams,
    body: NewException,
    reply: Exception,
    status: 201,
  }),
  removeException: endpoint('DELETE', '/users/:id/availability/exceptions/:exceptionId', {
    summary: 'Take such days back',
    params: IdParams.extend({ exceptionId: Id }),
  }),
}
