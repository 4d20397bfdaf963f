/** Recurring tasks: each occurrence is an ordinary task; the next one is made when the last is done or cancelled. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, Instant, SentTime } from '../inputs.ts'
import { recurrences } from '../values.ts'

export const Recurrence = z
  .strictObject({
    every: z.enum(recurrences),
    interval: z.int().min(1).max(52).default(1).describe('Every so many days, weekdays, weeks, months or years'),
    endsAt: Instant.nullish().describe('No occurrence is due after this'),
  })
  .meta({ id: 'Recurrence' })

export const TaskSeries = z
  .object({
    id: Id,
    every: z.enum(recurrences),
    interval: z.int(),
    startsAt: SentTime.describe("When the first was due: the others keep its hour on the clinic's clock, and its day of the month"),
    endsAt: SentTime.nullable(),
    taskId: Id.describe('The newest occurrence'),
  })
  .meta({ id: 'TaskSeries' })

export const taskSeriesApi = {
  start: endpoint('PUT', '/tasks/:id/recurrence', {
    summary: 'Let a task come again',
    params: IdParams,
    body: Recurrence,
    reply: TaskSeries,
  }),
  get: endpoint('GET', '/tasks/:id/recurrence', { summary: 'How a task comes again', params: IdParams, reply: TaskSeries }),
  stop: endpoint('DELETE', '/tasks/:id/recurrence', { summary: 'Let a task come no more; this one stays', params: IdParams }),
}
export type Recurrence = z.output<typeof Recurrence>
export type TaskSeries = z.output<typeof TaskSeries>
