/** An appointment, as a row goes out and comes in. */
import { createInsertSchema, createSelectSchema, createUpdateSchema } from 'drizzle-zod'
import { z } from 'zod'
import { type Columns, only } from '../access.ts'
import { Id, Instant, line, OptionalId, optionalProse, SentTime, webLink } from '../inputs.ts'
import { appointments } from '../schema.ts'
import { appointmentDuration, limits } from '../values.ts'
import { rowTimes } from './parts.ts'

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

export type Appointment = z.output<typeof Appointment>
export type NewAppointment = z.output<typeof NewAppointment>
export type AppointmentChanges = z.output<typeof AppointmentChanges>
