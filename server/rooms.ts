/** The rooms of the house, in the order people meet them. */
import { activityRoutes } from './activity/routes.ts'
import { appointmentRoutes } from './appointments/routes.ts'
import { beginForms } from './arrivals/arrivals.ts'
import { arrivalRoutes } from './arrivals/routes.ts'
import { auditRoutes } from './audit/routes.ts'
import type { Auth } from './auth/auth.ts'
import { authRoutes } from './auth/routes.ts'
import { signingInOf } from './auth/signing-in.ts'
import { availabilityRoutes } from './availability/routes.ts'
import { bookingRoutes } from './booking/routes.ts'
import { bulkRoutes } from './bulk/routes.ts'
import { calendarRoutes } from './calendar/routes.ts'
import { calendarFileRoutes } from './calendar-files/routes.ts'
import { commentRoutes } from './comments/routes.ts'
import type { Config } from './config.ts'
import { contactRoutes } from './contacts/routes.ts'
import type { OpenDatabase } from './db/open.ts'
import { eventRoutes } from './events/routes.ts'
import { expungementRoutes } from './expungements/routes.ts'
import { fileRoutes } from './files/routes.ts'
import { fleetRoutes } from './fleet/routes.ts'
import { handOverRoutes } from './hand-over/routes.ts'
import type { App } from './http/house.ts'
import { forgetOldAnswers } from './http/idempotency.ts'
import { importRoutes } from './imports/routes.ts'
import { leadRoutes } from './leads/routes.ts'
import { openMailer } from './mail/mail.ts'
import { mergeRoutes } from './merges/routes.ts'
import { messageRoutes } from './messages/routes.ts'
import { myDayRoutes } from './my-day/routes.ts'
import { notificationRoutes } from './notifications/routes.ts'
import type { KnownBackups } from './operations/operations.ts'
import { operationsRoutes } from './operations/routes.ts'
import { auditTrailRoutes } from './operations/seals/routes.ts'
import { patientCareRoutes } from './patient-care/routes.ts'
import { patientRequestRoutes } from './patient-requests/routes.ts'
import { paymentRoutes } from './payments/routes.ts'
import { openStripe } from './payments/stripe.ts'
import { portalRoutes } from './portal/routes.ts'
import { profileRoutes } from './profiles/routes.ts'
import { questionnaireRoutes } from './questionnaires/routes.ts'
import { beginQuestionnaires } from './questionnaires/versions.ts'
import { recordRoutes } from './records/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { searchRoutes } from './search/routes.ts'
import { settingsRoutes } from './settings/routes.ts'
import { beginClinic } from './settings/settings.ts'
import { setupRoutes } from './setup/routes.ts'
import { signatureRoutes } from './signatures/routes.ts'
import { stageRoutes } from './stages/routes.ts'
import { systemRoutes } from './system/routes.ts'
import { taskRoutes } from './tasks/routes.ts'
import { userRoutes } from './users/routes.ts'
import { viewRoutes } from './views/routes.ts'
import { visitLetters } from './visit-letters/visit-letters.ts'
import { wayRoutes } from './way/routes.ts'

export interface RoomParts {
  config: Config & { sessionSecret: string }
  database: OpenDatabase
  auth: Auth
  now: () => Date
  /** Of the database. */
  backups: KnownBackups
}

type PatientParts = { signingIn: ReturnType<typeof signingInOf>; mailer: Awaited<ReturnType<typeof openMailer>> }

export async function openRooms(app: App, parts: RoomParts): Promise<void> {
  const { config } = parts
  const signingIn = signingInOf(app, parts)
  const mailer = await openMailer(config.smtpUrl, config.publicUrl)
  if (mailer) app.addHook('onClose', async () => mailer.close())
  const { database, jobs, now } = app.house
  jobs.schedule('http.forget-answers', '47 * * * *', async () => void (await forgetOldAnswers(database, now())))
  await beginClinic(database, config.clinicTimeZone)
  await beginQuestionnaires(database)
  setupRoutes(app, signingIn)
  authRoutes(app, signingIn, mailer)
  userRoutes(app, signingIn, mailer)
  handOverRoutes(app, signingIn)
  settingsRoutes(app)
  leadRoutes(app)
  contactRoutes(app)
  profileRoutes(app)
  stageRoutes(app)
  taskRoutes(app)
  commentRoutes(app)
  myDayRoutes(app)
  const tell = visitLetters(jobs, { database, mailer, now, origin: signingIn.origin })
  appointmentRoutes(app, tell)
  bookingRoutes(app, { mailer, tell, origin: signingIn.origin })
  availabilityRoutes(app)
  calendarRoutes(app)
  calendarFileRoutes(app, signingIn)
  activityRoutes(app)
  searchRoutes(app)
  const { openStreams } = await eventRoutes(app, parts.auth)
  notificationRoutes(app, { mailer, origin: signingIn.origin })
  reportRoutes(app)
  auditRoutes(app)
  auditTrailRoutes(app, { config, mailer })
  systemRoutes(app, { dataDir: config.dataDir, hasMail: mailer !== undefined, openStreams })
  fleetRoutes(app)
  operationsRoutes(app, { own: parts.backups, mailer, origin: signingIn.origin, allowedHosts: config.webhookAllowedHosts })
  await openPatientRooms(app, parts, { signingIn, mailer })
  importRoutes(app)
  recordRoutes(app)
  viewRoutes(app)
  bulkRoutes(app)
  expungementRoutes(app, mailer)
  mergeRoutes(app)
}

/** What patients do, and what staff see of it. */
async function openPatientRooms(app: App, { config, database }: RoomParts, { signingIn, mailer }: PatientParts): Promise<void> {
  patientCareRoutes(app)
  patientRequestRoutes(app, { mailer, origin: signingIn.origin })
  questionnaireRoutes(app)
  portalRoutes(app, signingIn, mailer)
  paymentRoutes(app, { service: await openStripe(config.stripe), origin: signingIn.origin })
  messageRoutes(app, { mailer, origin: signingIn.origin })
  fileRoutes(app)
  await beginForms(database)
  await arrivalRoutes(app, signingIn.origin)
  wayRoutes(app)
  signatureRoutes(app, signingIn.origin)
}
