/** How the audit is kept: seals and their verification, archives, legal holds. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, Instant, prose, SentTime } from '../inputs.ts'
import { limits } from '../values.ts'

export const AuditCheck = z
  .object({
    id: z.int(),
    startedAt: SentTime,
    finishedAt: SentTime.nullable(),
    state: z.enum(['running', 'passed', 'failed']),
    seals: z.int().nullable(),
    rows: z.int().nullable().describe('Entries that were compared with their seals'),
    fault: z.string().nullable().describe('The first thing that is wrong'),
  })
  .meta({ id: 'AuditCheck' })

export const AuditState = z
  .object({
    seals: z.int(),
    lastSealAt: SentTime.nullable(),
    mailAnchor: z.boolean().describe('Whether Admins are mailed the head of the chain once a day'),
    hasMail: z.boolean(),
    checks: z.array(AuditCheck).describe('The last ones, newest first'),
    retentionMonths: z.int().nullable(),
    archive: z.object({
      rows: z.int(),
      bytes: z.int(),
      files: z.int(),
      fromMonth: z.string().nullable(),
      toMonth: z.string().nullable(),
    }),
  })
  .meta({ id: 'AuditState' })

export const LegalHold = z
  .object({
    id: z.int(),
    entityType: z.enum(['lead', 'contact']).nullable(),
    entityId: Id.nullable(),
    name: z.string().nullable(),
    fromAt: SentTime.nullable(),
    toAt: SentTime.nullable(),
    reason: z.string(),
    heldById: Id,
    heldAt: SentTime,
  })
  .meta({ id: 'LegalHold' })

export const NewLegalHold = z
  .strictObject({
    entityType: z.enum(['lead', 'contact']).optional(),
    entityId: Id.optional(),
    fromAt: Instant.optional(),
    toAt: Instant.optional(),
    reason: prose(limits.reason),
  })
  .describe('A person, or a time: open at one end if only one is given')
  .meta({ id: 'NewLegalHold' })

export const auditTrailApi = {
  state: endpoint('GET', '/audit/state', { summary: 'How the audit is kept: seals, verifications, archive', reply: AuditState }),
  settings: endpoint('PATCH', '/audit/state', {
    summary: 'Whether Admins are mailed the head of the chain',
    body: z.strictObject({ mailAnchor: z.boolean() }),
    status: 204,
  }),
  check: endpoint('POST', '/audit/checks', {
    summary: 'Verify the audit now; 409 while a verification runs',
    reply: AuditCheck,
    status: 201,
  }),
  holds: endpoint('GET', '/audit/holds', { summary: 'Legal holds that stand', reply: z.object({ data: z.array(LegalHold) }) }),
  hold: endpoint('POST', '/audit/holds', {
    summary: 'Keep the trail of a person or a time where it is',
    body: NewLegalHold,
    reply: LegalHold,
    status: 201,
  }),
  release: endpoint('DELETE', '/audit/holds/:id', { summary: 'End a legal hold', params: IdParams }),
}
