/** Contacts: patients on their way through the fifteen care stages. */
import { z } from 'zod'
import { askedContactFacets } from '../asked-facets.ts'
import { endpoint } from '../contract.ts'
import { IdParams, Page, passage, SentTime } from '../inputs.ts'
import { anyBoolean, anyId, anyOf, anyReference, anyText, listQuery, timeRange } from '../list.ts'
import { Contact, ContactChanges, NewContact } from '../rows/contacts.ts'
import { contactStages, limits } from '../values.ts'
import { Facet, facetWishes, Period } from './facets.ts'
import { DuplicateList, NextStep, Restriction, TimelineEntry, TimelineQuery } from './leads.ts'
import { anyClock, Clock, StagePassage, StageStanding } from './stages.ts'

export const contactFilters = {
  id: anyId().optional(),
  firstName: anyText().optional(),
  lastName: anyText().optional(),
  email: anyText().optional(),
  phone: anyText().optional(),
  stage: anyOf(contactStages).optional(),
  healthCoachId: anyReference().optional(),
  leadId: anyReference().optional(),
  clock: anyClock().optional(),
  fallsThrough: anyBoolean().optional(),
  ...timeRange('createdAt'),
  ...timeRange('updatedAt'),
}
export const ContactQuery = listQuery({
  sorts: ['createdAt', 'updatedAt', 'lastName', 'stage'],
  defaultSort: '-updatedAt',
  filters: contactFilters,
})

/** What a card and a row of the patients' page show: the contact, since when it is in its stage, its clock, what comes next. */
export const ContactCard = Contact.extend({
  stageEnteredAt: SentTime.nullable(),
  clock: Clock,
  nextStep: NextStep.nullable(),
}).meta({ id: 'ContactCard' })
const ContactCardQuery = listQuery({
  sorts: ['createdAt', 'updatedAt', 'lastName', 'stage', 'dueAt', 'stageEnteredAt'],
  defaultSort: 'dueAt',
  filters: contactFilters,
})
const ContactFilterQuery = ContactQuery.pick({ q: true }).extend({
  ...contactFilters,
  ...facetWishes(askedContactFacets),
})
/** How many contacts each value of a field would leave, the other filters as they are. */
export const ContactFacets = z
  .object({
    total: z.int(),
    stage: z.array(Facet),
    healthCoachId: z.array(Facet),
    clock: z.array(Facet),
    fallsThrough: z.array(Facet).optional(),
    createdAt: z.array(Period).optional(),
    updatedAt: z.array(Period).optional(),
  })
  .meta({ id: 'ContactFacets' })

/** Any but the next stage needs its reason. */
const StageMove = z.strictObject({ stage: z.enum(contactStages), reason: passage(limits.reason).nullish() })

export const contactApi = {
  list: endpoint('GET', '/contacts', { summary: 'Contacts, a page at a time', query: ContactQuery, reply: Page(Contact) }),
  create: endpoint('POST', '/contacts', { summary: 'Add a contact', body: NewContact, reply: Contact, status: 201, etag: true }),
  get: endpoint('GET', '/contacts/:id', { summary: 'One contact', params: IdParams, reply: Contact, etag: true }),
  update: endpoint('PATCH', '/contacts/:id', {
    summary: 'Change a contact',
    params: IdParams,
    body: ContactChanges,
    reply: Contact,
    etag: true,
  }),
  remove: endpoint('DELETE', '/contacts/:id', { summary: 'Delete a contact; an Admin can restore it', params: IdParams, etag: true }),
  move: endpoint('POST', '/contacts/:id/stage', {
    summary: 'Move a contact to a stage: the next one, or any other with a reason',
    params: IdParams,
    body: StageMove,
    reply: Contact,
    etag: true,
  }),
  timeline: endpoint('GET', '/contacts/:id/timeline', {
    summary: 'Everything that happened with a contact, newest first',
    params: IdParams,
    query: TimelineQuery,
    reply: Page(TimelineEntry),
  }),
  stages: endpoint('GET', '/contacts/:id/stages', {
    summary: 'Stages the contact has had, oldest first',
    params: IdParams,
    reply: z.object({ data: z.array(StagePassage) }),
  }),
  board: endpoint('GET', '/contacts/board', {
    summary: 'Contacts with their clocks and next steps, what is due first',
    query: ContactCardQuery,
    reply: Page(ContactCard),
  }),
  facets: endpoint('GET', '/contacts/facets', { summary: 'Counts for each filter value', query: ContactFilterQuery, reply: ContactFacets }),
  standing: endpoint('GET', '/contacts/:id/standing', {
    summary: 'Where the contact stands in the contract of its stage',
    params: IdParams,
    reply: StageStanding,
  }),
  duplicates: endpoint('GET', '/contacts/:id/duplicates', {
    summary: 'Leads and patients like this one',
    params: IdParams,
    reply: DuplicateList,
  }),
  restriction: endpoint('GET', '/contacts/:id/restriction', {
    summary: 'Whether the contact is restricted',
    params: IdParams,
    reply: Restriction,
  }),
  restrict: endpoint('PUT', '/contacts/:id/restriction', {
    summary: 'Show the contact to its coach and Admins only',
    params: IdParams,
    body: z.strictObject({ reason: passage(limits.reason) }),
    reply: Restriction,
  }),
  unrestrict: endpoint('DELETE', '/contacts/:id/restriction', { summary: 'Lift the restriction', params: IdParams }),
}
