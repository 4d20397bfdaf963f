/** Which roles pass the gate of each route: the table of `docs/guide/api.md`, once, a file a room. The browser does not carry it. */
import type { ApiKey } from '../api.ts'
import { accountRoutes } from './account.ts'
import { activityRoutes } from './activity.ts'
import { appointmentRoutes } from './appointments.ts'
import { arrivalRoutes } from './arrivals.ts'
import { auditRoutes } from './audit.ts'
import { availabilityRoutes } from './availability.ts'
import { bookingRoutes } from './booking.ts'
import { commentRoutes } from './comments.ts'
import { contactRoutes } from './contacts.ts'
import { exportRoutes } from './exports.ts'
import { importRoutes } from './imports.ts'
import { leadRoutes } from './leads.ts'
import { messageRoutes } from './messages.ts'
import { paymentRoutes } from './payments.ts'
import { portalRoutes } from './portal.ts'
import { questionnaireRoutes } from './questionnaires.ts'
import { recordRoutes } from './records.ts'
import { reportRoutes } from './reports.ts'
import type { RouteRule } from './roles.ts'
import { settingsRoutes } from './settings.ts'
import { signatureRoutes } from './signatures.ts'
import { stageRoutes } from './stages.ts'
import { systemRoutes } from './system.ts'
import { taskRoutes } from './tasks.ts'
import { userRoutes } from './users.ts'
import { viewRoutes } from './views.ts'

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
