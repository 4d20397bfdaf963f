/** Every contract of the API by room. The client needs its types alone; the server serves each once. */
import type { CallInput, ReplyOf } from './contract.ts'
import { activityApi } from './contracts/activity.ts'
import { appointmentApi } from './contracts/appointments.ts'
import { arrivalApi } from './contracts/arrivals.ts'
import { auditApi } from './contracts/audit.ts'
import { auditTrailApi } from './contracts/audit-trail.ts'
import { authApi } from './contracts/auth.ts'
import { availabilityApi } from './contracts/availability.ts'
import { bookingApi } from './contracts/booking.ts'
import { bulkApi } from './contracts/bulk.ts'
import { calendarApi } from './contracts/calendar.ts'
import { calendarFileApi } from './contracts/calendar-files.ts'
import { commentApi } from './contracts/comments.ts'
import { contactApi } from './contracts/contacts.ts'
import { eventApi } from './contracts/events.ts'
import { exportApi } from './contracts/exports.ts'
import { expungementApi } from './contracts/expungements.ts'
import { fileApi, portalFileApi } from './contracts/files.ts'
import { fleetApi } from './contracts/fleet.ts'
import { handOverApi } from './contracts/hand-over.ts'
import { importApi } from './contracts/imports.ts'
import { leadApi } from './contracts/leads.ts'
import { mergeApi } from './contracts/merges.ts'
import { messageApi } from './contracts/messages.ts'
import { myDayApi } from './contracts/my-day.ts'
import { notificationApi } from './contracts/notifications.ts'
import { operationsApi } from './contracts/operations.ts'
import { patientRequestApi } from './contracts/patient-requests.ts'
import { paymentApi } from './contracts/payments.ts'
import { portalApi } from './contracts/portal.ts'
import { portalBookingApi } from './contracts/portal-booking.ts'
import { portalCareApi } from './contracts/portal-care.ts'
import { portalMessageApi } from './contracts/portal-messages.ts'
import { portalPaymentApi } from './contracts/portal-payments.ts'
import { portalSignInApi } from './contracts/portal-sign-in.ts'
import { portalSignatureApi } from './contracts/portal-signatures.ts'
import { profileApi } from './contracts/profiles.ts'
import { portalQuestionnaireApi, questionnaireApi } from './contracts/questionnaires.ts'
import { recordReviewApi } from './contracts/record-reviews.ts'
import { recordApi } from './contracts/records.ts'
import { reportApi } from './contracts/reports.ts'
import { searchApi } from './contracts/search.ts'
import { settingsApi } from './contracts/settings.ts'
import { setupApi } from './contracts/setup.ts'
import { signatureApi } from './contracts/signatures.ts'
import { nextStepApi, stageApi } from './contracts/stages.ts'
import { systemApi } from './contracts/system.ts'
import { taskSeriesApi } from './contracts/task-series.ts'
import { taskSharingApi } from './contracts/task-sharing.ts'
import { taskApi } from './contracts/tasks.ts'
import { tokenApi } from './contracts/tokens.ts'
import { userApi } from './contracts/users.ts'
import { viewApi } from './contracts/views.ts'
import { wayApi } from './contracts/way.ts'

export const api = {
  setup: setupApi,
  auth: authApi,
  tokens: tokenApi,
  users: userApi,
  settings: settingsApi,
  handOver: handOverApi,
  leads: leadApi,
  contacts: contactApi,
  arrivals: arrivalApi,
  portal: portalApi,
  portalCare: portalCareApi,
  portalQuestionnaire: portalQuestionnaireApi,
  questionnaires: questionnaireApi,
  patientRequests: patientRequestApi,
  portalSignIn: portalSignInApi,
  portalPayments: portalPaymentApi,
  portalMessages: portalMessageApi,
  portalFiles: portalFileApi,
  payments: paymentApi,
  messages: messageApi,
  files: fileApi,
  profiles: profileApi,
  stages: stageApi,
  nextSteps: nextStepApi,
  tasks: taskApi,
  taskSeries: taskSeriesApi,
  taskSharing: taskSharingApi,
  comments: commentApi,
  myDay: myDayApi,
  appointments: appointmentApi,
  availability: availabilityApi,
  booking: bookingApi,
  portalBooking: portalBookingApi,
  calendar: calendarApi,
  calendarFiles: calendarFileApi,
  activity: activityApi,
  search: searchApi,
  events: eventApi,
  notifications: notificationApi,
  reports: reportApi,
  audit: auditApi,
  auditTrail: auditTrailApi,
  system: systemApi,
  fleet: fleetApi,
  operations: operationsApi,
  recordReviews: recordReviewApi,
  imports: importApi,
  exports: exportApi,
  records: recordApi,
  views: viewApi,
  way: wayApi,
  signatures: signatureApi,
  portalSignatures: portalSignatureApi,
  bulk: bulkApi,
  expungements: expungementApi,
  merges: mergeApi,
}

type Rooms = typeof api
type Endpoints = { [Room in keyof Rooms]: Rooms[Room][keyof Rooms[Room]] }[keyof Rooms]

/** A look-up by key: asking each of the endpoints whether it is the one cost the compiler half a gigabyte more. */
type ByKey = { [E in Endpoints as E['key']]: E }

/** `'PATCH /leads/:id'` and its like. */
export type ApiKey = keyof ByKey
export type EndpointOf<K extends ApiKey> = ByKey[K]
/** What a call by key takes and gives; types alone, so the client carries no schemas. */
export type ApiInput<K extends ApiKey> = CallInput<EndpointOf<K>>
export type ApiReply<K extends ApiKey> = ReplyOf<EndpointOf<K>>
