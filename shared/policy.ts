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
