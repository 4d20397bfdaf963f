/** Access maps and row schemas of the six documented tables: what a row looks like on the way out and on the way in. */
import { createInsertSchema, createSelectSchema, createUpdateSchema } from 'drizzle-zod'
import { z } from 'zod'
import { type Columns, only } from './access.ts'
import { emailAddress, Id, Instant, line, OptionalId, optionalLine, optionalProse, SentTime, webLink } from './inputs.ts'
import { activityLogs, appointments, contacts, leads, tasks, users } from './schema.ts'
import { appointmentDuration, limits } from './values.ts'

const MaybeTime = SentTime.nullable()
const rowTimes = { createdAt: MaybeTime, updatedAt: MaybeTime }
const person = {
  firstName: line(limits.name),
  lastName: line(limits.name),
  email: emailAddress,
  phone: optionalLine(limits.phone),
}
const personShown = { firstName: z.string(), lastName: z.string(), email: z.string(), phone: z.string().nullable() }

// Users

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

// Leads

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

// Contacts

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

// Tasks

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

// Appointments

export const appointmentAccess = {
  id: 'show',
  title: 'edit',
  description: 'edit',
  scheduledAt: 'edit',
  duration: 'edit',
  status: 'edit',
  userId: 'edit',
  leadId: 'edit',
  contactId: 'edit',
  meetingLink: 'edit',
  createdAt: 'show',
  updatedAt: 'show',
} as const satisfies Columns<typeof appointments>
const appointmentRules = {
  title: line(limits.title),
  description: optionalProse(limits.notes),
  scheduledAt: Instant,
  duration: z.int().min(appointmentDuration.shortest).max(appointmentDuration.longest),
  userId: OptionalId,
  leadId: OptionalId,
  contactId: OptionalId,
  meetingLink: webLink.nullable(),
}
const appointmentOptional = {
  ...appointmentRules,
  description: appointmentRules.description.optional(),
  duration: appointmentRules.duration.optional(),
  userId: OptionalId.optional(),
  leadId: OptionalId.optional(),
  contactId: OptionalId.optional(),
  meetingLink: appointmentRules.meetingLink.optional(),
}

export const Appointment = only(
  createSelectSchema(appointments, {
    ...rowTimes,
    id: Id,
    scheduledAt: SentTime,
    duration: z.int(),
    userId: OptionalId,
    leadId: OptionalId,
    contactId: OptionalId,
  }),
  appointmentAccess,
  'edit',
  'show',
).meta({ id: 'Appointment' })
export const NewAppointment = only(createInsertSchema(appointments, appointmentOptional), appointmentAccess, 'edit').strict()
export const AppointmentChanges = only(createUpdateSchema(appointments, appointmentRules), appointmentAccess, 'edit').partial().strict()

// Activity

export const activityAccess = {
  id: 'show',
  entityType: 'show',
  entityId: 'show',
  action: 'show',
  details: 'show',
  userId: 'show',
  createdAt: 'show',
} as const satisfies Columns<typeof activityLogs>

/** `details` is JSON text in the table and an object on the way out. */
export const Activity = only(
  createSelectSchema(activityLogs, {
    id: Id,
    entityId: z.int(),
    createdAt: MaybeTime,
    userId: OptionalId,
    details: z.record(z.string(), z.unknown()).nullable(),
  }),
  activityAccess,
  'show',
).meta({ id: 'Activity' })

export type User = z.output<typeof User>
export type Lead = z.output<typeof Lead>
export type Contact = z.output<typeof Contact>
export type Task = z.output<typeof Task>
export type Appointment = z.output<typeof Appointment>
export type Activity = z.output<typeof Activity>
export type NewLead = z.output<typeof NewLead>
export type LeadChanges = z.output<typeof LeadChanges>
export type NewContact = z.output<typeof NewContact>
export type ContactChanges = z.output<typeof ContactChanges>
export type NewTask = z.output<typeof NewTask>
export type TaskChanges = z.output<typeof TaskChanges>
export type NewAppointment = z.output<typeof NewAppointment>
export type AppointmentChanges = z.output<typeof AppointmentChanges>
