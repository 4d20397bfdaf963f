/** A user, as a row goes out and comes in. */
import { createInsertSchema, createSelectSchema, createUpdateSchema } from 'drizzle-zod'
import { z } from 'zod'
import { type Columns, only } from '../access.ts'
import { emailAddress, Id } from '../inputs.ts'
import { users } from '../schema.ts'
import { person, rowTimes } from './parts.ts'

export const userAccess = {
  id: 'show',
  email: 'edit',
  firstName: 'edit',
  lastName: 'edit',
  role: 'edit',
  isActive: 'edit',
  createdAt: 'show',
  updatedAt: 'show',
} as const satisfies Columns<typeof users>
const userRules = { email: emailAddress, firstName: person.firstName, lastName: person.lastName, isActive: z.boolean() }

export const User = only(createSelectSchema(users, { id: Id, ...rowTimes }), userAccess, 'edit', 'show').meta({ id: 'User' })
export const NewUser = only(createInsertSchema(users, { ...userRules, isActive: z.boolean().optional() }), userAccess, 'edit').strict()
export const UserChanges = only(createUpdateSchema(users, userRules), userAccess, 'edit').partial().strict()

export type User = z.output<typeof User>
