/** The values of the clinic's lists in the person's language. What the clinic added itself stays as it was typed. */
import type {
  AppointmentStatus,
  CallOutcome,
  ContactStage,
  LeadReadiness,
  LeadSource,
  LeadStatus,
  TaskPriority,
  TaskStatus,
  UserRole,
} from '#shared/values'
import { type MessageKey, t } from './messages.ts'

type Known = AppointmentStatus | CallOutcome | ContactStage | LeadReadiness | LeadSource | LeadStatus | TaskPriority | TaskStatus | UserRole
/** `SDR` is the same everywhere; a source of `None` is worded where sources are shown. */
type Worded = Exclude<Known, 'SDR' | 'None'>

const keys: Record<Worded, MessageKey> = {
  'Health Coach': 'values.healthCoach',
  Admin: 'values.admin',
  'HHQ Started': 'values.hhqStarted',
  'HHQ Signed': 'values.hhqSigned',
  'Booking: Not Paid': 'values.notPaid',
  'Booking: Paid/Not Booked': 'values.paidNotBooked',
  'Booking: Paid/Booked': 'values.paidBooked',
  'HHQ Complete': 'values.hhqComplete',
  'Lab Purchase': 'values.labPurchase',
  'Marek Health Discovery Call': 'values.marekCall',
  'Newsletter Discovery Call': 'values.newsletterCall',
  'Social Media Discovery Call': 'values.socialCall',
  Newsletter: 'values.newsletter',
  Cold: 'values.cold',
  Warm: 'values.warm',
  Hot: 'values.hot',
  'Follow Up': 'values.followUp',
  Intake: 'values.intake',
  'Initial Labs': 'values.initialLabs',
  'Initial Lab Review': 'values.initialReview',
  'Initial Provider Exam': 'values.initialExam',
  'Initial Medication Order': 'values.initialOrder',
  '1st Follow-up Labs': 'values.firstLabs',
  'First Follow-Up Lab Review': 'values.firstReview',
  'First Follow-Up Provider Exam': 'values.firstExam',
  'First Medication Refill': 'values.firstRefill',
  'Second Follow-Up Labs': 'values.secondLabs',
  'Second Follow-Up Lab Review': 'values.secondReview',
  'Second Follow-up Provider Exam': 'values.secondExam',
  'Second Medication Refill': 'values.secondRefill',
  'Third Medication Refill': 'values.thirdRefill',
  'Restart Annual Process': 'values.restart',
  Low: 'values.low',
  Medium: 'values.medium',
  High: 'values.high',
  Urgent: 'values.urgent',
  Pending: 'values.pending',
  'In Progress': 'values.inProgress',
  Completed: 'values.completed',
  Cancelled: 'values.cancelled',
  Scheduled: 'values.scheduled',
  'No Show': 'values.noShow',
  Reached: 'values.reached',
  Voicemail: 'values.voicemail',
  'No Answer': 'values.noAnswer',
  'Wrong Number': 'values.wrongNumber',
  'Said Stop': 'values.saidStop',
}
const byValue = new Map<string, MessageKey>(Object.entries(keys))

export function valueWord(value: string): string {
  const key = byValue.get(value)
  return key ? t(key) : value
}
