/** The clinic's value lists and limits, once. A leaf without dependencies, so that the browser may import it too. */

export const userRoles = ['SDR', 'Health Coach', 'Admin'] as const
export const leadStatuses = ['HHQ Started', 'HHQ Signed', 'Booking: Not Paid', 'Booking: Paid/Not Booked', 'Booking: Paid/Booked'] as const
export const leadSources = [
  'HHQ Complete',
  'HHQ Started',
  'Lab Purchase',
  'Marek Health Discovery Call',
  'Newsletter Discovery Call',
  'Social Media Discovery Call',
  'Newsletter',
  'None',
] as const
export const leadReadinesses = ['Cold', 'Warm', 'Hot', 'Follow Up'] as const
export const contactStages = [
  'Intake',
  'Initial Labs',
  'Initial Lab Review',
  'Initial Provider Exam',
  'Initial Medication Order',
  '1st Follow-up Labs',
  'First Follow-Up Lab Review',
  'First Follow-Up Provider Exam',
  'First Medication Refill',
  'Second Follow-Up Labs',
  'Second Follow-Up Lab Review',
  'Second Follow-up Provider Exam',
  'Second Medication Refill',
  'Third Medication Refill',
  'Restart Annual Process',
] as const
export const taskPriorities = ['Low', 'Medium', 'High', 'Urgent'] as const
export const taskStatuses = ['Pending', 'In Progress', 'Completed', 'Cancelled'] as const
export const appointmentStatuses = ['Scheduled', 'Completed', 'Cancelled', 'No Show'] as const
/** What a logged call can end with; one tap each. `Said Stop` means the person asked not to be called again. */
export const callOutcomes = ['Reached', 'Voicemail', 'No Answer', 'Wrong Number', 'Said Stop'] as const
/** What may have to exist before a stage is left; calls, visits and tasks count since the stage was entered. */
export const stageRequirements = ['owner', 'coach', 'phone', 'call_logged', 'task_done', 'appointment_booked', 'appointment_held'] as const
/** Where a record stands against the target of its stage; `none` for a stage without one, or a lead that is done. */
export const clockStates = ['overdue', 'due_soon', 'on_time', 'none'] as const
/** How often a task comes again. */
export const recurrences = ['day', 'weekday', 'week', 'month', 'year'] as const
/** Fields of leads whose choices the clinic keeps itself. */
export const valueLists = ['lead_type', 'lead_outcome'] as const
export const languages = ['en', 'es'] as const
/** Lists whose filters can be kept as a view. */
export const viewPages = ['leads', 'contacts', 'tasks'] as const
export const notificationKinds = ['assigned', 'mentioned', 'overdue', 'claimed', 'message', 'asked'] as const
export const bulkStates = ['waiting', 'running', 'done', 'failed', 'undoing', 'undone'] as const
export const bulkOutcomes = ['waiting', 'changed', 'unchanged', 'refused', 'undone', 'kept'] as const
/** Why one record of a bulk job was left as it is. */
export const bulkReasons = ['gone', 'forbidden', 'needs_reason', 'rules', 'stopped', 'changed_since'] as const
/** Why a bulk job ended before its end. */
export const bulkFailures = ['requester', 'fault'] as const
/** Records of one bulk job at most. */
export const bulkLimit = 100_000

/** What people agree to before they become patients. */
export const consentKinds = ['contact', 'privacy', 'telehealth'] as const
export const responseStates = ['draft', 'complete', 'superseded'] as const
/** What earns a lead its status, each by a proof of its own. */
export const proofKinds = ['signed', 'begun', 'paid', 'live'] as const
export const signatureMethods = ['drawn', 'typed'] as const
export const ledgerEntries = ['payment', 'refund', 'void'] as const
/** How money came; `test` in the demo clinic only. */
export const paymentMethods = ['stripe', 'card', 'bank_transfer', 'cash', 'check', 'other', 'test'] as const
export const waitlistStates = ['waiting', 'offered', 'booked', 'left'] as const
export const patientRequestKinds = ['correction', 'erasure'] as const
export const patientRequestStates = ['open', 'done', 'declined'] as const

export type UserRole = (typeof userRoles)[number]
export type LeadStatus = (typeof leadStatuses)[number]
export type LeadSource = (typeof leadSources)[number]
export type LeadReadiness = (typeof leadReadinesses)[number]
export type ContactStage = (typeof contactStages)[number]
export type TaskPriority = (typeof taskPriorities)[number]
export type TaskStatus = (typeof taskStatuses)[number]
export type AppointmentStatus = (typeof appointmentStatuses)[number]
export type CallOutcome = (typeof callOutcomes)[number]
export type StageRequirement = (typeof stageRequirements)[number]
export type ClockState = (typeof clockStates)[number]
export type Recurrence = (typeof recurrences)[number]
export type ValueList = (typeof valueLists)[number]
export type Language = (typeof languages)[number]
export type ViewPage = (typeof viewPages)[number]
export type WaitlistState = (typeof waitlistStates)[number]
export type NotificationKind = (typeof notificationKinds)[number]
export type BulkOutcome = (typeof bulkOutcomes)[number]
export type ProofKind = (typeof proofKinds)[number]
export type BulkReason = (typeof bulkReasons)[number]

/** Longest texts we take, in characters. */
export const limits = {
  name: 200,
  email: 320,
  phone: 60,
  title: 300,
  shortText: 200,
  reason: 1000,
  notes: 50_000,
  comment: 10_000,
  url: 2000,
  password: 200,
} as const

export const passwordMinimum = 8
/** Minutes. */
export const appointmentDuration = { default: 30, shortest: 5, longest: 24 * 60 } as const
export const largestId = 2_147_483_647
/** Three years: no stage takes longer. */
export const longestStageHours = 26_280
export const pageSize = { default: 50, largest: 200 } as const

/** Hours until a task is due when nobody said when, by priority (the spec's "Priority Levels"). */
export const dueHours: Record<TaskPriority, number> = { Low: 7 * 24, Medium: 3 * 24, High: 24, Urgent: 0 }

/** The order of stages a patient walks; index + 1 is the stage's number on screen. */
export function nextStage(stage: ContactStage): ContactStage | undefined {
  if (stage === 'Restart Annual Process') return 'Initial Labs'
  return contactStages[contactStages.indexOf(stage) + 1]
}
