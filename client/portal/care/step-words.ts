/** Statuses and stages as a patient reads them: without the clinic's shorthand. */
import { type MessageKey, t } from '../messages.ts'

const keys: Readonly<Record<string, MessageKey>> = {
  'HHQ Started': 'journey.step.hhqStarted',
  'HHQ Signed': 'journey.step.hhqSigned',
  'Booking: Not Paid': 'journey.step.notPaid',
  'Booking: Paid/Not Booked': 'journey.step.paidNotBooked',
  'Booking: Paid/Booked': 'journey.step.paidBooked',
  Intake: 'journey.step.intake',
  'Initial Labs': 'journey.step.initialLabs',
  'Initial Lab Review': 'journey.step.initialReview',
  'Initial Provider Exam': 'journey.step.initialExam',
  'Initial Medication Order': 'journey.step.initialMedication',
  '1st Follow-up Labs': 'journey.step.firstLabs',
  'First Follow-Up Lab Review': 'journey.step.firstReview',
  'First Follow-Up Provider Exam': 'journey.step.firstExam',
  'First Medication Refill': 'journey.step.firstRefill',
  'Second Follow-Up Labs': 'journey.step.secondLabs',
  'Second Follow-Up Lab Review': 'journey.step.secondReview',
  'Second Follow-up Provider Exam': 'journey.step.secondExam',
  'Second Medication Refill': 'journey.step.secondRefill',
  'Third Medication Refill': 'journey.step.thirdRefill',
  'Restart Annual Process': 'journey.step.restart',
}

/** A stage we do not know stays as the clinic writes it. */
export function stepWords(name: string): string {
  const key = keys[name]
  return key ? t(key) : name
}
