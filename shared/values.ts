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

export type UserRole = (typeof userRoles)[number]
export type LeadStatus = (typeof leadStatuses)[number]
export type LeadSource = (typeof leadSources)[number]
export type LeadReadiness = (typeof leadReadinesses)[number]
export type ContactStage = (typeof contactStages)[number]
export type TaskPriority = (typeof taskPriorities)[number]
export type TaskStatus = (typeof taskStatuses)[number]
export type AppointmentStatus = (typeof appointmentStatuses)[number]
export type CallOutcome = (typeof callOutcomes)[number]

/** Longest texts we take, in characters. */
export const limits = {
  name: 200,
  email: 320,
  phone: 60,
  title: 300,
  shortText: 200,
  reason: 1000,
  notes: 50_000,
  url: 2000,
  password: 200,
} as const

export const passwordMinimum = 8
/** Minutes. */
export const appointmentDuration = { default: 30, shortest: 5, longest: 24 * 60 } as const
export const largestId = 2_147_483_647
export const pageSize = { default: 50, largest: 200 } as const

/** Hours until a task is due when nobody said when, by priority (the spec's "Priority Levels"). */
export const dueHours: Record<TaskPriority, number> = { Low: 7 * 24, Medium: 3 * 24, High: 24, Urgent: 0 }

/** The order of stages a patient walks; index + 1 is the stage's number on screen. */
export function nextStage(stage: ContactStage): ContactStage | undefined {
  if (stage === 'Restart Annual Process') return 'Initial Labs'
  return contactStages[contactStages.indexOf(stage) + 1]
}
