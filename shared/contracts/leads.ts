/** Leads: the five-stage pipeline, claims, calls, conversion. */
import { z } from 'zod'
import { askedLeadFacets } from '../asked-facets.ts'
import { endpoint } from '../contract.ts'
import { Id, IdParams, line, optionalProse, Page, passage, SentTime } from '../inputs.ts'
import { anyBoolean, anyId, anyOf, anyReference, anyText, countRange, listQuery, timeRange } from '../list.ts'
import { Contact } from '../rows/contacts.ts'
import { Lead, LeadChanges, NewLead } from '../rows/leads.ts'
import { leadReadinesses, leadSources, leadStatuses, limits } from '../values.ts'
import { facetWishes } from './facets.ts'
import { LeadFacets } from './lead-facets.ts'
import { anyClock, Clock, StagePassage, StageStanding } from './stages.ts'

export const leadFilters = {
  id: anyId().optional(),
  firstName: anyText().optional(),
  lastName: anyText().optional(),
  email: anyText().optional(),
  phone: anyText().optional(),
  status: anyOf(leadStatuses).optional(),
  leadSource: anyOf(leadSources).optional(),
  leadReadiness: anyOf(leadReadinesses).optional(),
  leadOutcome: anyText().optional(),
  leadType: anyText().optional(),
  ownerId: anyReference().optional(),
  healthCoachBookedWith: anyReference().optional(),
  portalAccess: anyBoolean().optional(),
  clock: anyClock().optional(),
  fallsThrough: anyBoolean().optional(),
  ...countRange('numberOfCalls'),
  lastContacted: z.array(z.literal('none')).max(1).optional(),
  ...timeRange('lastContacted'),
  ...timeRange('lastPortalLogin'),
  ...timeRange('createdAt'),
  ...timeRange('updatedAt'),
}
export const LeadQuery = listQuery({
  sorts: ['createdAt', 'updatedAt', 'lastName', 'lastContacted', 'status'],
  defaultSort: '-updatedAt',
  filters: leadFilters,
})
const LeadFilterQuery = LeadQuery.pick({ q: true }).extend(leadFilters).extend(facetWishes(askedLeadFacets))

export const NextStep = z.object({ kind: z.enum(['task', 'appointment']), title: z.string(), at: SentTime.nullable() })

/** What a card shows beside the lead's own columns. */
export const LeadCard = Lead.pick({
  id: true,
  firstName: true,
  lastName: true,
  status: true,
  leadReadiness: true,
  ownerId: true,
  updatedAt: true,
})
  .extend({
    /** Since when it has had its status. */
    stageEnteredAt: SentTime.nullable(),
    clock: Clock,
    /** The earliest open task or coming appointment. */
    nextStep: NextStep.nullable(),
    /** Who set the status past its proofs, and why, while that stands; nobody, where a job or a merge did. */
    byHand: z.object({ reason: z.string().nullable(), setById: Id.nullable() }).nullable(),
  })
  .meta({ id: 'LeadCard' })

export const Call = z
  .object({
    id: Id,
    leadId: Id,
    userId: Id,
    outcome: z.string(),
    durationSeconds: z.int().nullable(),
    notes: z.string().nullable(),
    createdAt: SentTime,
  })
  .meta({ id: 'Call' })
/** `outcome` is free text for other programs; the app's own buttons send the five of `callOutcomes`. */
export const NewCall = z.strictObject({
  outcome: line(limits.shortText),
  durationSeconds: z.int().min(0).max(86_400).nullish(),
  notes: optionalProse(limits.notes).optional(),
})

export const TimelineEntry = z
  .object({
    id: z.string(),
    at: SentTime,
    kind: z.enum(['activity', 'call', 'comment']).describe('A comment that was deleted has no `body` among its details'),
    entityType: z.string(),
    entityId: z.int(),
    action: z.string(),
    userId: Id.nullable(),
    details: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'TimelineEntry' })
export const TimelineQuery = z.strictObject({
  limit: z.int().min(1).max(200).default(50),
  cursor: z.string().max(2000).optional(),
})

const Duplicate = z
  .object({
    entityType: z.enum(['lead', 'contact']),
    id: Id,
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    phone: z.string().nullable(),
    /** What is the same. */
    by: z.array(z.enum(['email', 'phone', 'name'])),
  })
  .meta({ id: 'Duplicate' })
export const DuplicateList = z.object({ data: z.array(Duplicate) })

export const Restriction = z.object({ restricted: z.boolean(), reason: z.string().nullable() }).meta({ id: 'Restriction' })

const LeadUpdate = LeadChanges.extend({ statusReason: passage(limits.reason).nullish() }).strict()

export const leadApi = {
  list: endpoint('GET', '/leads', { summary: 'Leads, a page at a time', query: LeadQuery, reply: Page(Lead) }),
  create: endpoint('POST', '/leads', { summary: 'Add a lead', body: NewLead, reply: Lead, status: 201, etag: true }),
  get: endpoint('GET', '/leads/:id', { summary: 'One lead', params: IdParams, reply: Lead, etag: true }),
  update: endpoint('PATCH', '/leads/:id', { summary: 'Change a lead', params: IdParams, body: LeadUpdate, reply: Lead, etag: true }),
  remove: endpoint('DELETE', '/leads/:id', { summary: 'Delete a lead; an Admin can restore it', params: IdParams, etag: true }),
  facets: endpoint('GET', '/leads/facets', { summary: 'Counts for each filter value', query: LeadFilterQuery, reply: LeadFacets }),
  board: endpoint('GET', '/leads/board', { summary: 'Cards of one status, a page at a time', query: LeadQuery, reply: Page(LeadCard) }),
  findDuplicates: endpoint('GET', '/leads/duplicates', {
    summary: 'Leads and patients that a new lead would repeat',
    query: z.strictObject({
      email: z.string().max(limits.email).optional(),
      phone: z.string().max(limits.phone).optional(),
      firstName: z.string().max(limits.name).optional(),
      lastName: z.string().max(limits.name).optional(),
    }),
    reply: DuplicateList,
  }),
  duplicates: endpoint('GET', '/leads/:id/duplicates', {
    summary: 'Leads and patients like this one',
    params: IdParams,
    reply: DuplicateList,
  }),
  claim: endpoint('PUT', '/leads/:id/claim', { summary: 'Take an unassigned lead', params: IdParams, reply: Lead, etag: true }),
  release: endpoint('DELETE', '/leads/:id/claim', { summary: 'Give a lead back', params: IdParams, reply: Lead, etag: true }),
  calls: endpoint('GET', '/leads/:id/calls', {
    summary: 'Calls with a lead, newest first',
    params: IdParams,
    reply: z.object({ data: z.array(Call) }),
  }),
  logCall: endpoint('POST', '/leads/:id/calls', { summary: 'Log a call', params: IdParams, body: NewCall, reply: Call, status: 201 }),
  takeBackCall: endpoint('DELETE', '/leads/:id/calls/:callId', {
    summary: 'Take back a call that was logged by mistake, within ten minutes and before another one',
    params: IdParams.extend({ callId: Id }),
  }),
  convert: endpoint('POST', '/leads/:id/conversion', {
    summary: 'Convert a lead to a patient, once',
    params: IdParams,
    body: z.strictObject({ healthCoachId: Id.nullish(), reason: passage(limits.reason).nullish() }).optional(),
    reply: Contact,
    status: 201,
    alsoStatus: 200,
    etag: true,
  }),
  timeline: endpoint('GET', '/leads/:id/timeline', {
    summary: 'Everything that happened with a lead, newest first',
    params: IdParams,
    query: TimelineQuery,
    reply: Page(TimelineEntry),
  }),
  stages: endpoint('GET', '/leads/:id/stages', {
    summary: 'Statuses the lead has had, oldest first',
    params: IdParams,
    reply: z.object({ data: z.array(StagePassage) }),
  }),
  standing: endpoint('GET', '/leads/:id/standing', {
    summary: 'Where the lead stands in the contract of its status',
    params: IdParams,
    reply: StageStanding,
  }),
  restriction: endpoint('GET', '/leads/:id/restriction', {
    summary: 'Whether the lead is restricted',
    params: IdParams,
    reply: Restriction,
  }),
  restrict: endpoint('PUT', '/leads/:id/restriction', {
    summary: 'Show the lead to its owner and Admins only',
    params: IdParams,
    body: z.strictObject({ reason: passage(limits.reason) }),
    reply: Restriction,
  }),
  unrestrict: endpoint('DELETE', '/leads/:id/restriction', { summary: 'Lift the restriction', params: IdParams }),
}
