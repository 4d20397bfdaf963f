/** A lead, as a row goes out and comes in. */
import { createInsertSchema, createSelectSchema, createUpdateSchema } from 'drizzle-zod'
import { z } from 'zod'
import { type Columns, only } from '../access.ts'
import { Id, OptionalId, optionalLine, optionalProse } from '../inputs.ts'
import { leads } from '../schema.ts'
import { limits } from '../values.ts'
import { MaybeTime, person, personShown, rowTimes } from './parts.ts'

export const leadAccess = {
  id: 'show',
  firstName: 'edit',
  lastName: 'edit',
  email: 'edit',
  phone: 'edit',
  status: 'edit',
  leadSource: 'edit',
  leadReadiness: 'edit',
  leadOutcome: 'edit',
  leadType: 'edit',
  numberOfCalls: 'show',
  lastContacted: 'show',
  ownerId: 'edit',
  healthCoachBookedWith: 'edit',
  notes: 'edit',
  passwordHash: 'secret',
  portalAccess: 'show',
  lastPortalLogin: 'show',
  createdAt: 'show',
  updatedAt: 'show',
} as const satisfies Columns<typeof leads>
const leadRules = {
  ...person,
  leadOutcome: optionalLine(limits.shortText),
  leadType: optionalLine(limits.shortText),
  ownerId: OptionalId,
  healthCoachBookedWith: OptionalId,
  notes: optionalProse(limits.notes),
}
const leadOptional = {
  ...leadRules,
  phone: leadRules.phone.optional(),
  leadOutcome: leadRules.leadOutcome.optional(),
  leadType: leadRules.leadType.optional(),
  ownerId: OptionalId.optional(),
  healthCoachBookedWith: OptionalId.optional(),
  notes: leadRules.notes.optional(),
}

export const Lead = only(
  createSelectSchema(leads, {
    ...rowTimes,
    ...personShown,
    id: Id,
    numberOfCalls: z.int().nullable(),
    lastContacted: MaybeTime,
    lastPortalLogin: MaybeTime,
    ownerId: OptionalId,
    healthCoachBookedWith: OptionalId,
  }),
  leadAccess,
  'edit',
  'show',
).meta({ id: 'Lead' })
export const NewLead = only(createInsertSchema(leads, leadOptional), leadAccess, 'edit').strict()
export const LeadChanges = only(createUpdateSchema(leads, leadRules), leadAccess, 'edit').partial().strict()

export type Lead = z.output<typeof Lead>
export type NewLead = z.output<typeof NewLead>
export type LeadChanges = z.output<typeof LeadChanges>
