/** Appointments, the calendar and its feeds. */
import { isAdmin, type Routes, type Someone, staff } from './roles.ts'

export const appointmentRoutes = {
  'GET /appointments': staff,
  'POST /appointments': staff,
  'GET /appointments/:id': staff,
  'PATCH /appointments/:id': staff,
  'DELETE /appointments/:id': staff,
  'PUT /appointments/:id/completion': staff,
  'PUT /appointments/:id/cancellation': staff,
  'DELETE /appointments/:id/cancellation': staff,
  'PUT /appointments/:id/no-show': staff,
  'DELETE /appointments/:id/no-show': staff,
  'GET /calendar': staff,
  'GET /appointments/:id/calendar.ics': staff,
  'GET /me/calendar-feed': staff,
  'PUT /me/calendar-feed': staff,
  'DELETE /me/calendar-feed': staff,
  // By a secret in its address; read as its user.
  'GET /calendar-feeds/:token': 'anyone',
} as const satisfies Routes

interface AppointmentRow {
  leadId: number | null
}

export const appointmentRules = {
  create: (actor: Someone, appointment: AppointmentRow) => actor.role !== 'SDR' || appointment.leadId !== null,
  update: (actor: Someone, appointment: AppointmentRow) => actor.role !== 'SDR' || appointment.leadId !== null,
  overbook: isAdmin,
}
