/**
 * Who may do what: the table of `docs/guide/api.md`, once, a file a room in `shared/policy/`. `routePolicy` says which roles
 * pass a route's gate; `policy` says on which rows. The server enforces both, the client hides buttons with them, a test walks all.
 * The database repeats the row rules as row-level security.
 */
import type { ApiKey } from './api.ts'
import { accountRoutes } from './policy/account.ts'
import { activityRoutes } from './policy/activity.ts'
import { appointmentRoutes, appointmentRules } from './policy/appointments.ts'
import { arrivalRoutes } from './policy/arrivals.ts'
import { auditRoutes } from './policy/audit.ts'
import { availabilityRoutes, availabilityRules } from './policy/availability.ts'
import { bookingRoutes } from './policy/booking.ts'
import { commentRoutes, commentRules } from './policy/comments.ts'
import { contactRoutes, contactRules } from './policy/contacts.ts'
import { exportRoutes } from './policy/exports.ts'
import { importRoutes, importRules } from './policy/imports.ts'
import { callRules, leadRoutes, leadRules } from './policy/leads.ts'
import { fileRules, messageRoutes, messageRules } from './policy/messages.ts'
import { paymentRoutes, paymentRules } from './policy/payments.ts'
import { portalRoutes } from './policy/portal.ts'
import { questionnaireRoutes } from './policy/questionnaires.ts'
import { recordRoutes } from './policy/records.ts'
import { reportRoutes } from './policy/reports.ts'
import type { RouteRule } from './policy/roles.ts'
import { settingsRoutes } from './policy/settings.ts'
import { signatureRoutes, signatureRules } from './policy/signatures.ts'
import { stageRoutes } from './policy/stages.ts'
import { systemRoutes } from './policy/system.ts'
import { taskRoutes, taskRules } from './policy/tasks.ts'
import { userRoutes, userRules } from './policy/users.ts'
import { viewRoutes, viewRules } from './policy/views.ts'

export const routePolicy = {
  ...accountRoutes,
  ...userRoutes,
  ...settingsRoutes,
  ...leadRoutes,
  ...signatureRoutes,
  ...contactRoutes,
  ...stageRoutes,
  ...taskRoutes,
  ...commentRoutes,
  ...appointmentRoutes,
  ...availabilityRoutes,
  ...bookingRoutes,
  ...portalRoutes,
  ...activityRoutes,
  ...reportRoutes,
  ...auditRoutes,
  ...systemRoutes,
  ...recordRoutes,
  ...exportRoutes,
  ...importRoutes,
  ...viewRoutes,
  ...questionnaireRoutes,
  ...arrivalRoutes,
  ...paymentRoutes,
  ...messageRoutes,
} as const satisfies Record<ApiKey, RouteRule>

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
