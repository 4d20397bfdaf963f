/** Search: any person or task by a few letters. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { searchText } from '../inputs.ts'
import { Contact } from '../rows/contacts.ts'
import { Lead } from '../rows/leads.ts'
import { Task } from '../rows/tasks.ts'

const { id, firstName, lastName, email, phone, status, ownerId } = Lead.shape
const LeadHit = z.object({ entityType: z.literal('lead'), id, firstName, lastName, email, phone, status, ownerId }).meta({ id: 'LeadHit' })
const ContactHit = Contact.pick({ id: true, firstName: true, lastName: true, email: true, phone: true, stage: true })
  .extend({ entityType: z.literal('contact'), healthCoachId: Contact.shape.healthCoachId, leadId: Contact.shape.leadId })
  .meta({ id: 'ContactHit' })
const TaskHit = Task.pick({ id: true, title: true, status: true, priority: true, dueDate: true })
  .extend({
    entityType: z.literal('task'),
    assignedToId: Task.shape.assignedToId,
    leadId: Task.shape.leadId,
    contactId: Task.shape.contactId,
  })
  .meta({ id: 'TaskHit' })

export const SearchHit = z.discriminatedUnion('entityType', [LeadHit, ContactHit, TaskHit])

export const searchApi = {
  find: endpoint('GET', '/search', {
    summary: 'Leads, contacts and tasks that hold every word',
    query: z.strictObject({
      q: searchText.describe('Each word is a substring; one or two characters are the beginning of a word'),
      limit: z.int().min(1).max(50).default(8).describe('At most so many of each kind'),
    }),
    reply: z.object({
      data: z.array(SearchHit),
      similar: z
        .array(z.discriminatedUnion('entityType', [LeadHit, ContactHit]))
        .describe('People of similar names, when hardly anybody holds every word'),
    }),
  }),
}
