/** A contact, the patient of the tables, as a row goes out and comes in. */
import { createInsertSchema, createSelectSchema, createUpdateSchema } from 'drizzle-zod'
import { z } from 'zod'
import { type Columns, only } from '../access.ts'
import { Id, OptionalId, optionalProse } from '../inputs.ts'
import { contacts } from '../schema.ts'
import { limits } from '../values.ts'
import { person, personShown, rowTimes } from './parts.ts'

export const contactAccess = {
  id: 'show',
  firstName: 'edit',
  lastName: 'edit',
  email: 'edit',
  phone: 'edit',
  stage: 'edit',
  healthCoachId: 'edit',
  leadId: 'edit',
  notes: 'edit',
  createdAt: 'show',
  updatedAt: 'show',
} as const satisfies Columns<typeof contacts>
const contactRules = { ...person, healthCoachId: OptionalId, leadId: OptionalId, notes: optionalProse(limits.notes) }
const contactOptional = {
  ...contactRules,
  phone: contactRules.phone.optional(),
  healthCoachId: OptionalId.optional(),
  leadId: OptionalId.optional(),
  notes: contactRules.notes.optional(),
}

export const Contact = only(
  createSelectSchema(contacts, { ...rowTimes, ...personShown, id: Id, healthCoachId: OptionalId, leadId: OptionalId }),
  contactAccess,
  'edit',
  'show',
).meta({ id: 'Contact' })
export const NewContact = only(createInsertSchema(contacts, contactOptional), contactAccess, 'edit').strict()
/** Stages move by `POST /contacts/:id/stage` alone, where a skip or a step back asks for its reason. */
export const ContactChanges = only(createUpdateSchema(contacts, contactRules), contactAccess, 'edit')
  .omit({ stage: true })
  .partial()
  .strict()

export type Contact = z.output<typeof Contact>
export type NewContact = z.output<typeof NewContact>
export type ContactChanges = z.output<typeof ContactChanges>
