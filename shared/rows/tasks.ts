/** A task, as a row goes out and comes in. */
import { createInsertSchema, createSelectSchema, createUpdateSchema } from 'drizzle-zod'
import { z } from 'zod'
import { type Columns, only } from '../access.ts'
import { Id, Instant, line, OptionalId, optionalProse } from '../inputs.ts'
import { tasks } from '../schema.ts'
import { limits } from '../values.ts'
import { MaybeTime, rowTimes } from './parts.ts'

export const taskAccess = {
  id: 'show',
  title: 'edit',
  description: 'edit',
  priority: 'edit',
  status: 'edit',
  assignedToId: 'edit',
  createdById: 'show',
  leadId: 'edit',
  contactId: 'edit',
  dueDate: 'edit',
  completedAt: 'show',
  createdAt: 'show',
  updatedAt: 'show',
} as const satisfies Columns<typeof tasks>
const taskRules = {
  title: line(limits.title),
  description: optionalProse(limits.notes),
  assignedToId: OptionalId,
  leadId: OptionalId,
  contactId: OptionalId,
  dueDate: Instant.nullable(),
}
const taskOptional = {
  ...taskRules,
  description: taskRules.description.optional(),
  assignedToId: OptionalId.optional(),
  leadId: OptionalId.optional(),
  contactId: OptionalId.optional(),
  dueDate: taskRules.dueDate.optional(),
}

export const Task = only(
  createSelectSchema(tasks, {
    ...rowTimes,
    id: Id,
    dueDate: MaybeTime,
    completedAt: MaybeTime,
    assignedToId: OptionalId,
    createdById: OptionalId,
    leadId: OptionalId,
    contactId: OptionalId,
  }),
  taskAccess,
  'edit',
  'show',
).meta({ id: 'Task' })
export const NewTask = only(createInsertSchema(tasks, taskOptional), taskAccess, 'edit').strict()
export const TaskChanges = only(createUpdateSchema(tasks, taskRules), taskAccess, 'edit').partial().strict()

export type Task = z.output<typeof Task>
export type NewTask = z.output<typeof NewTask>
export type TaskChanges = z.output<typeof TaskChanges>
