/**
 * Who may do what, a file a room in `shared/policy/`: which roles pass a route's gate (`policy/routes.ts` has them all), and here on
 * which rows. The server enforces both, the client hides buttons with the row rules, a test walks all.
 * The database repeats the row rules as row-level security.
 */
import { appointmentRules } from './policy/appointments.ts'
import { availabilityRules } from './policy/availability.ts'
import { commentRules } from './policy/comments.ts'
import { contactRules } from './policy/contacts.ts'
import { importRules } from './policy/imports.ts'
import { callRules, leadRules } from './policy/leads.ts'
import { fileRules, messageRules } from './policy/messages.ts'
import { paymentRules } from './policy/payments.ts'
import { signatureRules } from './policy/signatures.ts'
import { taskRules } from './policy/tasks.ts'
import { userRules } from './policy/users.ts'
import { viewRules } from './policy/views.ts'
import type { ApiKey } from './api.ts'
import type { ImportKind } from './imports.ts'
import type { UserRole } from './values.ts'

/** `patient` routes are the portal's: its own sign-in, never that of the staff. */
/** `world` is open to pages of other sites too, and recognises nobody. */
export type RouteRule = 'anyone' | 'world' | 'patient' | readonly UserRole[]

const staff = ['SDR', 'Health Coach', 'Admin'] as const
const admins = ['Admin'] as const
const coaches = ['Health Coach', 'Admin'] as const
const sellers = ['SDR', 'Admin'] as const

export const routePolicy = {
  // Set-up, signing in, one's own account
  'GET /setup': 'anyone',
  'POST /setup': 'anyone',
  'POST /auth/sign-in': 'anyone',
  'POST /auth/second-factor': 'anyone',
  'POST /auth/enrolment': 'anyone',
  'PUT /auth/enrolment': 'anyone',
  'POST /auth/sign-out': 'anyone',
  'POST /auth/password': 'anyone',
  'POST /auth/reset': 'anyone',
  'GET /me': staff,
  'PATCH /me': staff,
  'POST /me/second-factor': staff,
  'PUT /me/second-factor': staff,
  'DELETE /me/second-factor': staff,
  'POST /me/recovery-codes': staff,
  'GET /me/sessions': staff,
  'DELETE /me/sessions/:id': staff,
  'DELETE /me/sessions': staff,
  'GET /me/notification-preferences': staff,
  'PATCH /me/notification-preferences': staff,
  'GET /tokens': staff,
  'POST /tokens': staff,
  'DELETE /tokens/:id': staff,
  // Staff
  'GET /users': staff,
  'POST /users': admins,
  'GET /users/:id': staff,
  'PATCH /users/:id': admins,
  'POST /users/:id/invitation': admins,
  'DELETE /users/:id/second-factor': admins,
  'GET /settings/sign-in': admins,
  'PATCH /settings/sign-in': admins,
  'GET /users/holdings': admins,
  'POST /users/:id/hand-over': admins,
  // The clinic
  'GET /settings/clinic': staff,
  'PATCH /settings/clinic': admins,
  'PUT /settings/hours': admins,
  'GET /settings/holidays': staff,
  'PUT /settings/holidays/:day': admins,
  'DELETE /settings/holidays/:day': admins,
  'GET /value-lists': staff,
  'PUT /value-lists/:list': admins,
  // Leads
  'GET /leads': staff,
  'POST /leads': sellers,
  'GET /leads/:id': staff,
  'PATCH /leads/:id': staff,
  'DELETE /leads/:id': staff,
  'GET /leads/facets': staff,
  'GET /leads/duplicates': staff,
  'GET /leads/:id/duplicates': staff,
  'GET /leads/board': staff,
  'GET /leads/:id/portal-access': staff,
  'PUT /leads/:id/portal-access': staff,
  'DELETE /leads/:id/portal-access': staff,
  'DELETE /leads/:id/portal-access/second-factor': admins,
  'PUT /leads/:id/claim': staff,
  'DELETE /leads/:id/claim': staff,
  'GET /leads/:id/calls': staff,
  'POST /leads/:id/calls': staff,
  'DELETE /leads/:id/calls/:callId': staff,
  'POST /leads/:id/conversion': staff,
  'GET /leads/:id/timeline': staff,
  'GET /leads/:id/stages': staff,
  'GET /leads/:id/profile': staff,
  'PATCH /leads/:id/profile': staff,
  'GET /leads/:id/standing': staff,
  'GET /leads/:id/way': staff,
  'GET /leads/:id/signatures': staff,
  'GET /signatures/:id/certificate.pdf': staff,
  'GET /signatures/:id/certificate.json': staff,
  'PUT /signatures/:id/void': admins,
  'POST /signatures/verification': 'anyone',
  'POST /signatures/standing': 'anyone',
  'GET /signing-keys': 'anyone',
  'POST /signing-keys': admins,
  'GET /leads/:id/restriction': admins,
  'PUT /leads/:id/restriction': admins,
  'DELETE /leads/:id/restriction': admins,
  // Contacts
  'GET /contacts': staff,
  'POST /contacts': coaches,
  'GET /contacts/:id': staff,
  'PATCH /contacts/:id': coaches,
  'DELETE /contacts/:id': coaches,
  'POST /contacts/:id/stage': coaches,
  'GET /contacts/:id/timeline': staff,
  'GET /contacts/:id/stages': staff,
  'GET /contacts/board': staff,
  'GET /contacts/facets': staff,
  'GET /contacts/:id/standing': staff,
  'GET /contacts/:id/duplicates': staff,
  'GET /contacts/:id/profile': staff,
  'PATCH /contacts/:id/profile': coaches,
  'GET /contacts/:id/restriction': admins,
  'PUT /contacts/:id/restriction': admins,
  'DELETE /contacts/:id/restriction': admins,
  // Stage contracts
  'GET /stage-definitions': staff,
  'PATCH /stage-definitions/:entityType/:stage': admins,
  'GET /no-next-step': staff,
  // Tasks
  'GET /tasks': staff,
  'POST /tasks': staff,
  'GET /tasks/cards': staff,
  'GET /tasks/facets': staff,
  'GET /tasks/:id': staff,
  'PATCH /tasks/:id': staff,
  'DELETE /tasks/:id': staff,
  'PUT /tasks/:id/completion': staff,
  'DELETE /tasks/:id/completion': staff,
  'GET /tasks/:id/recurrence': staff,
  'PUT /tasks/:id/recurrence': staff,
  'DELETE /tasks/:id/recurrence': staff,
  'GET /tasks/:id/timeline': staff,
  'GET /task-sharings': staff,
  'GET /tasks/:id/sharing': staff,
  'PUT /tasks/:id/sharing': staff,
  'DELETE /tasks/:id/sharing': staff,
  // My day
  'GET /my-day/panel': staff,
  'GET /my-day/queue': staff,
  // Comments
  'GET /leads/:id/comments': staff,
  'POST /leads/:id/comments': staff,
  'GET /contacts/:id/comments': staff,
  'POST /contacts/:id/comments': staff,
  'GET /tasks/:id/comments': staff,
  'POST /tasks/:id/comments': staff,
  'DELETE /comments/:id': staff,
  // Appointments
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
  // Availability
  'GET /availability': staff,
  'GET /users/:id/availability': staff,
  'PUT /users/:id/availability': coaches,
  'POST /users/:id/availability/exceptions': coaches,
  'DELETE /users/:id/availability/exceptions/:exceptionId': coaches,
  // Booking by patients
  'GET /settings/booking': staff,
  'PATCH /settings/booking': admins,
  'GET /users/:id/booking': staff,
  'PATCH /users/:id/booking': coaches,
  'PUT /users/:id/licences': admins,
  'GET /slots': staff,
  'GET /waitlist': staff,
  'POST /waitlist': staff,
  'DELETE /waitlist/:id': staff,
  'GET /portal/signature': 'patient',
  'GET /portal/signatures': 'patient',
  'POST /portal/signatures': 'patient',
  'GET /portal/signatures/:publicId/certificate.pdf': 'patient',
  'GET /portal/signatures/:publicId/certificate.json': 'patient',
  'GET /portal/booking': 'patient',
  'PATCH /portal/place': 'patient',
  'GET /portal/slots': 'patient',
  'POST /portal/holds': 'patient',
  'PUT /portal/holds/:id/extension': 'patient',
  'DELETE /portal/holds/:id': 'patient',
  'GET /portal/visits': 'patient',
  'GET /portal/visits/:id': 'patient',
  'POST /portal/visits': 'patient',
  'PUT /portal/visits/:id/time': 'patient',
  'PUT /portal/visits/:id/cancellation': 'patient',
  'GET /portal/visits/:id/calendar.ics': 'patient',
  'POST /portal/waitlist': 'patient',
  'DELETE /portal/waitlist': 'patient',
  // Activity, search, events, figures
  'GET /activity': staff,
  'GET /activity/:id': staff,
  'GET /search': staff,
  'GET /events': staff,
  'PUT /events/:stream/place': staff,
  'DELETE /events/:stream/place': staff,
  'GET /reports/work': staff,
  'GET /reports/targets': staff,
  'GET /reports/funnel': staff,
  'GET /reports/sources': staff,
  'GET /reports/panels': staff,
  'GET /reports/calls': staff,
  'GET /reports/visits': staff,
  'GET /reports/tasks': staff,
  'GET /reports/:report/rows': staff,
  'GET /source-costs': staff,
  'PUT /source-costs': admins,
  'GET /audit': admins,
  'GET /audit/state': admins,
  'PATCH /audit/state': admins,
  'POST /audit/checks': admins,
  'GET /audit/holds': admins,
  'POST /audit/holds': admins,
  'DELETE /audit/holds/:id': admins,
  'GET /system': admins,
  'GET /system/backups': admins,
  'POST /system/backups': admins,
  'GET /system/drills': admins,
  'POST /system/drills': admins,
  'POST /system/backup-key': admins,
  'PUT /system/backup-key/confirmation': admins,
  'GET /system/fleet': admins,
  'GET /system/slow-queries': admins,
  'GET /system/slow-queries/:id/plan': admins,
  'GET /system/alarms': admins,
  'GET /settings/alarms': admins,
  'PATCH /settings/alarms': admins,
  'PUT /settings/alarms/webhook': admins,
  'DELETE /settings/alarms/webhook': admins,
  'POST /settings/alarms/test': admins,
  'POST /record-reviews': admins,
  'GET /record-reviews/:id': admins,
  'POST /record-reviews/:id/application': admins,
  // Notifications
  'GET /notifications': staff,
  'PUT /notifications/:id/reading': staff,
  'DELETE /notifications/:id/reading': staff,
  'PUT /notifications/reading': staff,
  // Exports
  'GET /exports/leads.csv': staff,
  'GET /exports/contacts.csv': staff,
  'GET /exports/tasks.csv': staff,
  'GET /exports/appointments.csv': staff,
  'GET /exports/reports.csv': staff,
  'GET /exports/payments.csv': admins,
  'GET /exports/audit.csv': admins,
  // Imports
  'GET /imports': staff,
  'POST /imports': staff,
  'GET /imports/:id': staff,
  'PATCH /imports/:id': staff,
  'DELETE /imports/:id': staff,
  'PUT /imports/:id/joined-file': staff,
  'DELETE /imports/:id/joined-file': staff,
  'GET /imports/:id/preview': staff,
  'POST /imports/:id/dry-run': staff,
  'POST /imports/:id/run': staff,
  'DELETE /imports/:id/run': staff,
  'GET /imports/:id/problems': staff,
  'GET /imports/:id/problems.csv': staff,
  // Saved views
  'GET /views': staff,
  'POST /views': staff,
  'PATCH /views/:id': staff,
  'DELETE /views/:id': staff,
  'PUT /views/:id/default': staff,
  'DELETE /views/:id/default': staff,
  // Duplicates
  'GET /merges': staff,
  'POST /merges': staff,
  'DELETE /merges/:id': staff,
  'GET /duplicates': admins,
  // Bulk work
  'GET /bulk-jobs': staff,
  'POST /bulk-jobs': staff,
  'POST /bulk-jobs/outlook': staff,
  'GET /bulk-jobs/:id': staff,
  'DELETE /bulk-jobs/:id': staff,
  // Questionnaires
  'GET /questionnaires': staff,
  'POST /questionnaires': admins,
  'GET /questionnaires/:id': staff,
  'PUT /questionnaires/:id': admins,
  'DELETE /questionnaires/:id': admins,
  'POST /questionnaires/:id/publication': admins,
  'GET /questionnaires/:id/fhir': staff,
  'GET /leads/:id/questionnaire': staff,
  'GET /contacts/:id/questionnaire': staff,
  'GET /questionnaire-responses/:id': staff,
  'GET /questionnaire-responses/:id/fhir': staff,
  'GET /portal/questionnaire': 'patient',
  'PUT /portal/questionnaire': 'patient',
  'POST /portal/questionnaire/completion': 'patient',
  'POST /portal/questionnaire/edition': 'patient',
  'DELETE /portal/questionnaire/edition': 'patient',
  'GET /portal/questionnaire/fhir': 'patient',
  // Arriving
  'GET /public/forms/:token': 'world',
  'POST /public/forms/:token/submissions': 'world',
  'GET /public-forms': admins,
  'POST /public-forms': admins,
  'PATCH /public-forms/:id': admins,
  'GET /leads/:id/arrivals': staff,
  // The portal
  'GET /portal/clinic': 'anyone',
  'POST /portal/auth/sign-in': 'anyone',
  'POST /portal/auth/second-factor': 'anyone',
  'POST /portal/auth/sign-out': 'anyone',
  'POST /portal/auth/password': 'anyone',
  'POST /portal/auth/reset': 'anyone',
  'GET /portal/me': 'patient',
  'GET /portal/journey': 'patient',
  'GET /portal/tasks': 'patient',
  'PUT /portal/tasks/:id/done': 'patient',
  'DELETE /portal/tasks/:id/done': 'patient',
  'GET /portal/looks': 'patient',
  'GET /portal/data': 'patient',
  'GET /portal/requests': 'patient',
  'POST /portal/requests': 'patient',
  // What patients ask about their data
  'GET /patient-requests': admins,
  'GET /patient-requests/:id': admins,
  'PUT /patient-requests/:id/decision': admins,
  'PATCH /portal/me': 'patient',
  'PUT /portal/me/password': 'patient',
  'POST /portal/me/second-factor': 'patient',
  'PUT /portal/me/second-factor': 'patient',
  'DELETE /portal/me/second-factor': 'patient',
  'POST /portal/me/recovery-codes': 'patient',
  'GET /portal/me/sessions': 'patient',
  'DELETE /portal/me/sessions': 'patient',
  'DELETE /portal/me/sessions/:id': 'patient',
  // Money
  'GET /payments': admins,
  'GET /payments/months': admins,
  'GET /leads/:id/payments': staff,
  'GET /contacts/:id/payments': staff,
  'POST /leads/:id/payments': sellers,
  'POST /payments/:id/refunds': admins,
  'PUT /payments/:id/void': admins,
  'GET /settings/payments': staff,
  'PATCH /settings/payments': admins,
  // By Stripe, which signs what it says.
  'POST /webhooks/stripe': 'anyone',
  'GET /portal/payment': 'patient',
  'POST /portal/checkouts': 'patient',
  'POST /portal/test-payment': 'patient',
  // Messages and files
  'GET /messages': staff,
  'GET /leads/:id/messages': staff,
  'GET /contacts/:id/messages': staff,
  'POST /leads/:id/messages': staff,
  'POST /contacts/:id/messages': coaches,
  'PUT /leads/:id/messages/reading': staff,
  'PUT /contacts/:id/messages/reading': coaches,
  'GET /portal/messages': 'patient',
  'POST /portal/messages': 'patient',
  'PUT /portal/messages/reading': 'patient',
  'GET /leads/:id/files': staff,
  'GET /contacts/:id/files': staff,
  'POST /leads/:id/files': staff,
  'POST /contacts/:id/files': coaches,
  'GET /files/:fileId': staff,
  'DELETE /files/:fileId': staff,
  'GET /portal/files': 'patient',
  'POST /portal/files': 'patient',
  'GET /portal/files/:fileId': 'patient',
  'DELETE /portal/files/:fileId': 'patient',
  // Deleted records
  'GET /deleted-records': admins,
  'POST /deleted-records/:id/restoration': admins,
} as const satisfies Partial<Record<string, RouteRule>> & Record<ApiKey, RouteRule>

export interface Someone {
  userId: number
  role: UserRole
}
interface LeadRow {
  ownerId: number | null
  createdAt: string | Date | null
}
interface TaskRow {
  assignedToId: number | null
  createdById: number | null
  leadId: number | null
  contactId: number | null
}
interface AppointmentRow {
  leadId: number | null
}

const isAdmin = (actor: Someone) => actor.role === 'Admin'
const hours = 60 * 60 * 1000
/** A coach may take a lead that nobody has wanted for this long. */
export const unclaimedHours = 24

const touches = (actor: Someone, task: TaskRow) => task.assignedToId === actor.userId || task.createdById === actor.userId

export const policy = {
  lead: leadRules,
  call: callRules,
  contact: contactRules,
  task: taskRules,
  comment: commentRules,
  appointment: appointmentRules,
  payment: paymentRules,
  message: messageRules,
  file: fileRules,
  availability: availabilityRules,
  import: importRules,
  signature: signatureRules,
  user: userRules,
  view: viewRules,
} as const
