/** My day: how the caller's own panel stands, and whom to call now. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, SentTime } from '../inputs.ts'
import { Lead } from '../rows/leads.ts'

export const Panel = z
  .object({
    kind: z.enum(['leads', 'contacts']).describe('An SDR’s leads, everybody else’s patients'),
    total: z.int(),
    late: z.int().describe('Past the usual time of their stage'),
    unplanned: z.int().describe('Without an open task or a coming visit'),
    longest: z
      .array(
        z.object({
          id: Id,
          firstName: z.string(),
          lastName: z.string(),
          stage: z.string(),
          enteredAt: SentTime,
          targetHours: z.int().describe('The usual time'),
        }),
      )
      .describe('Those furthest past it'),
  })
  .meta({ id: 'Panel' })

export const QueuedLead = Lead.pick({
  id: true,
  firstName: true,
  lastName: true,
  phone: true,
  status: true,
  leadReadiness: true,
  numberOfCalls: true,
  lastContacted: true,
  ownerId: true,
})
  .extend({
    why: z.enum(['follow_up', 'hot', 'new', 'waiting']).describe('A follow-up is due, they are hot, never called, or waiting longest'),
    followUp: z.object({ taskId: Id, title: z.string(), dueDate: SentTime }).nullable(),
    timeZone: z.string().nullable(),
  })
  .meta({ id: 'QueuedLead' })

export const myDayApi = {
  panel: endpoint('GET', '/my-day/panel', { summary: 'How the caller’s own leads or patients stand', reply: Panel }),
  queue: endpoint('GET', '/my-day/queue', {
    summary: 'Whom to call now: due follow-ups, then hot leads, then those that wait longest',
    query: z.strictObject({ limit: z.int().min(1).max(50).default(10) }),
    reply: z.object({ data: z.array(QueuedLead) }),
  }),
}
