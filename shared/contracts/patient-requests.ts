/** What patients ask about their data, and how the clinic answers. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, Page, prose, SentTime } from '../inputs.ts'
import { limits, patientRequestKinds, patientRequestStates } from '../values.ts'
import { TimelineQuery } from './leads.ts'

const request = {
  id: Id,
  kind: z.enum(patientRequestKinds),
  body: z.string(),
  state: z.enum(patientRequestStates),
  answer: z.string().nullable(),
  createdAt: SentTime,
  decidedAt: SentTime.nullable(),
}
const OwnRequest = z.object(request).meta({ id: 'OwnPatientRequest' })
const PatientRequest = z
  .object({
    ...request,
    leadId: Id,
    contactId: Id.nullable(),
    firstName: z.string(),
    lastName: z.string(),
    decidedById: Id.nullable(),
    corrected: z.array(z.string()).describe('Fields of the record that staff changed since it was asked, until it was answered'),
    held: z
      .object({ signatures: z.int(), payments: z.int(), visits: z.int(), messages: z.int(), files: z.int() })
      .describe('How much of each is held of the person: what an answer to an erasure speaks of'),
  })
  .meta({ id: 'PatientRequest' })

const NewRequest = z.strictObject({ kind: z.enum(patientRequestKinds), body: prose(limits.notes).min(1) })
const Decision = z.strictObject({
  state: z.enum(['done', 'declined']),
  answer: prose(limits.reason).min(1).describe('What the patient reads'),
})
export type NewRequest = z.output<typeof NewRequest>
export type Decision = z.output<typeof Decision>

export const patientRequestApi = {
  own: endpoint('GET', '/portal/requests', { summary: 'What the patient asked about their data', reply: Page(OwnRequest) }),
  ask: endpoint('POST', '/portal/requests', {
    summary: 'Ask for a correction or an erasure',
    body: NewRequest,
    status: 201,
    reply: OwnRequest,
  }),
  list: endpoint('GET', '/patient-requests', {
    summary: 'What patients asked about their data, open ones first',
    query: TimelineQuery.extend({ state: z.array(z.enum(patientRequestStates)).min(1).max(3).optional() }),
    reply: Page(PatientRequest),
  }),
  get: endpoint('GET', '/patient-requests/:id', { summary: 'One request', params: IdParams, reply: PatientRequest }),
  decide: endpoint('PUT', '/patient-requests/:id/decision', {
    summary: 'Answer a request; the patient is told',
    params: IdParams,
    body: Decision,
    reply: PatientRequest,
  }),
}
