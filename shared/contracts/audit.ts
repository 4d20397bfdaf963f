/** The audit: who did and who looked, in one list. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, Instant, line, SentTime } from '../inputs.ts'
import { limits, pageSize } from '../values.ts'

/** What was asked for and showed nobody's record is `used`. */
export const auditKinds = ['did', 'looked', 'refused', 'used'] as const

const filters = {
  kind: z
    .array(z.enum(auditKinds))
    .min(1)
    .max(auditKinds.length)
    .optional()
    .describe('`looked` showed somebody’s record, `used` showed none; all kinds if left out'),
  userId: z
    .array(z.union([Id, z.literal('none')]))
    .min(1)
    .max(50)
    .optional(),
  entityType: line(limits.shortText).optional(),
  entityId: Id.optional().describe('With `entityType`; of a lead or contact also the other that is the same person'),
  action: z.array(line(limits.shortText)).min(1).max(50).optional().describe('Of what was done; looks have none'),
  atFrom: Instant.optional(),
  atTo: Instant.optional(),
}

export const AuditQuery = z.strictObject({
  ...filters,
  limit: z.int().min(1).max(pageSize.largest).default(pageSize.default),
  cursor: z.string().max(2000).optional(),
})

export const AuditEntry = z
  .object({
    kind: z.enum(auditKinds),
    id: z.int(),
    at: SentTime,
    userId: Id.nullable(),
    userName: z.string().nullable(),
    action: z.string().nullable(),
    details: z.record(z.string(), z.unknown()).nullable(),
    route: z.string().nullable(),
    status: z.int().nullable(),
    via: z.string().nullable(),
    address: z.string().nullable(),
    entityType: z.string().nullable().describe('None where a look showed records of several kinds'),
    count: z.int().describe('How many records'),
    records: z
      .array(z.object({ id: z.int(), entityType: z.string().nullable(), name: z.string().nullable() }))
      .describe('The first of them'),
  })
  .meta({ id: 'AuditEntry' })

export const auditApi = {
  list: endpoint('GET', '/audit', {
    summary: 'Who did and who looked, newest first',
    query: AuditQuery,
    reply: z.object({ data: z.array(AuditEntry), nextCursor: z.string().nullable() }),
  }),
  csv: endpoint('GET', '/exports/audit.csv', {
    summary: 'The audit as CSV',
    query: z.strictObject(filters),
    produces: 'text/csv',
  }),
}
