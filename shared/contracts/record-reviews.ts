/** One person's record as it stood at an earlier time, from the backups, for an Admin to choose from what is brought back. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, Instant, SentTime } from '../inputs.ts'

const entities = ['lead', 'contact', 'task', 'appointment', 'comment'] as const
const FieldValue = z.union([z.string(), z.number(), z.boolean(), z.null()])

const Difference = z.object({
  entity: z.enum(entities),
  id: Id,
  title: z.string(),
  state: z.enum(['changed', 'gone', 'added']).describe('Since that time'),
  canReturn: z.boolean().describe('Whether a row that is gone can be brought back'),
  fields: z.array(
    z.object({
      name: z.string(),
      before: FieldValue,
      now: FieldValue,
      canReturn: z.boolean().describe('Statuses, stages and visits move by acts of their own'),
    }),
  ),
})

export const RecordReview = z
  .object({
    id: Id,
    entityType: z.enum(['lead', 'contact']),
    entityId: Id,
    asOf: SentTime,
    state: z.enum(['preparing', 'ready', 'failed', 'applied']),
    error: z.string().nullable(),
    version: z.string().nullable().describe('Of the record as it stands now; an application names it'),
    differences: z.array(Difference),
  })
  .meta({ id: 'RecordReview' })

export const recordReviewApi = {
  ask: endpoint('POST', '/record-reviews', {
    summary: 'Ask for one person’s record as it stood at an earlier time; it is prepared behind the answer',
    body: z.strictObject({ entityType: z.enum(['lead', 'contact']), entityId: Id, asOf: Instant }),
    reply: RecordReview,
    status: 201,
  }),
  review: endpoint('GET', '/record-reviews/:id', {
    summary: 'What was different then, field by field',
    params: IdParams,
    reply: RecordReview,
  }),
  apply: endpoint('POST', '/record-reviews/:id/application', {
    summary: 'Bring back what was chosen, all of it or nothing',
    params: IdParams,
    body: z.strictObject({
      version: z.string().max(100),
      choices: z
        .array(
          z.strictObject({
            entity: z.enum(entities),
            id: Id,
            fields: z.array(z.string().max(50)).max(50).optional().describe('Of a row that changed; one that is gone comes back whole'),
          }),
        )
        .min(1)
        .max(500),
    }),
    reply: RecordReview,
    status: 200,
  }),
}
