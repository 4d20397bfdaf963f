/** Appointments: a time with a person. Nobody is in two places, unless an Admin overbooks with a reason. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { IdParams, Page, passage } from '../inputs.ts'
import { anyId, anyOf, anyReference, anyText, countRange, listQuery, timeRange } from '../list.ts'
import { Appointment, AppointmentChanges, NewAppointment } from '../rows/appointments.ts'
import { appointmentStatuses, limits } from '../values.ts'

export const appointmentFilters = {
  id: anyId().optional(),
  title: anyText().optional(),
  status: anyOf(appointmentStatuses).optional(),
  userId: anyReference().optional(),
  leadId: anyReference().optional(),
  contactId: anyReference().optional(),
  meetingLink: anyText().optional(),
  ...countRange('duration'),
  ...timeRange('scheduledAt'),
  ...timeRange('createdAt'),
  ...timeRange('updatedAt'),
}
export const AppointmentQuery = listQuery({
  sorts: ['scheduledAt', 'createdAt'],
  defaultSort: 'scheduledAt',
  filters: appointmentFilters,
})

const overbooking = {
  overbookReason: passage(limits.reason).nullish().describe('Admins only: why two appointments of one person may overlap'),
}
const NewBooking = NewAppointment.extend(overbooking).strict()
const Changes = AppointmentChanges.extend(overbooking).strict()
const Reason = z.strictObject({ reason: passage(limits.reason).nullish() }).optional()

/** The endpoints that set a status answer the appointment as it stands. */
const standing = { params: IdParams, reply: Appointment, etag: true } as const

export const appointmentApi = {
  list: endpoint('GET', '/appointments', {
    summary: 'Appointments, a page at a time',
    query: AppointmentQuery,
    reply: Page(Appointment),
  }),
  create: endpoint('POST', '/appointments', {
    summary: 'Book an appointment',
    body: NewBooking,
    reply: Appointment,
    status: 201,
    etag: true,
  }),
  get: endpoint('GET', '/appointments/:id', { summary: 'One appointment', params: IdParams, reply: Appointment, etag: true }),
  update: endpoint('PATCH', '/appointments/:id', {
    summary: 'Move or change an appointment',
    params: IdParams,
    body: Changes,
    reply: Appointment,
    etag: true,
  }),
  remove: endpoint('DELETE', '/appointments/:id', {
    summary: 'Delete an appointment; an Admin can restore it',
    params: IdParams,
    etag: true,
  }),
  complete: endpoint('PUT', '/appointments/:id/completion', { summary: 'The appointment took place', ...standing }),
  cancel: endpoint('PUT', '/appointments/:id/cancellation', { summary: 'Cancel an appointment', body: Reason, ...standing }),
  uncancel: endpoint('DELETE', '/appointments/:id/cancellation', { summary: 'Take a cancellation back', body: Reason, ...standing }),
  missed: endpoint('PUT', '/appointments/:id/no-show', { summary: 'The person did not come', body: Reason, ...standing }),
  unmissed: endpoint('DELETE', '/appointments/:id/no-show', { summary: 'Take a no-show back', body: Reason, ...standing }),
}
