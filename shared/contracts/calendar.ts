/** The clinic's calendar: the visits of a range with whom they are with and which clock hangs there. */
import { z } from 'zod'
import { dayMs } from '../clock.ts'
import { endpoint } from '../contract.ts'
import { Id, Instant } from '../inputs.ts'
import { anyReference } from '../list.ts'
import { Appointment } from '../rows/appointments.ts'
import { longestRange } from './availability.ts'

const Visit = Appointment.extend({
  person: z
    .object({
      kind: z.enum(['lead', 'contact']),
      id: Id,
      firstName: z.string(),
      lastName: z.string(),
      timeZone: z.string().nullable(),
    })
    .nullable()
    .describe('Whom it is with; the patient, if the lead has become one'),
}).meta({ id: 'Visit' })

/** Visits that one answer holds. */
export const mostVisits = 5000

const Range = z
  .strictObject({ from: Instant, to: Instant, userId: anyReference().optional() })
  .refine(({ from, to }) => from < to && to.getTime() - from.getTime() <= longestRange * dayMs, {
    path: ['to'],
    message: `is not within ${longestRange} days after the beginning`,
  })

export const calendarApi = {
  visits: endpoint('GET', '/calendar', {
    summary: 'The visits that touch a range, in their order, each with its person and their time zone',
    query: Range,
    reply: z.object({ data: z.array(Visit), more: z.boolean().describe('There are more than fit one answer: ask for less') }),
  }),
}
