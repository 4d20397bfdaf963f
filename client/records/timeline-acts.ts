/** What each act of the trail is called. */
import type { MessageKey } from '../lib/messages.ts'

/** Of the portal: what a patient does on their way, and what staff do about it. */
const portalActs: Record<string, MessageKey> = {
  patient_task_done: 'timeline.patientTaskDone',
  patient_task_undone: 'timeline.patientTaskUndone',
  data_downloaded: 'timeline.dataDownloaded',
  data_request_made: 'timeline.dataRequestMade',
  data_request_answered: 'timeline.dataRequestAnswered',
  payment_begun: 'timeline.paymentBegun',
  payment_settled: 'timeline.paymentSettled',
  payment_recorded: 'timeline.paymentRecorded',
  payment_refunded: 'timeline.paymentRefunded',
  payment_voided: 'timeline.paymentVoided',
  refund_failed: 'timeline.refundFailed',
  message_sent: 'timeline.messageSent',
  message_received: 'timeline.messageReceived',
  messages_read: 'timeline.messagesRead',
  file_added: 'timeline.fileAdded',
  file_removed: 'timeline.fileRemoved',
}
const leadActs: Record<string, MessageKey> = {
  created: 'timeline.created',
  imported: 'timeline.imported',
  status_changed: 'timeline.status_changed',
  claimed: 'timeline.claimed',
  released: 'timeline.released',
  called: 'timeline.called',
  converted: 'timeline.converted',
  deleted: 'timeline.deleted',
  restored: 'timeline.restored',
  restricted: 'timeline.restricted',
  unrestricted: 'timeline.unrestricted',
  merged: 'timeline.merged',
  parted: 'timeline.parted',
  exported: 'timeline.exported',
  ...portalActs,
}
const patientActs: Record<string, MessageKey> = {
  created: 'timeline.patientCreated',
  imported: 'timeline.patientImported',
  stage_changed: 'timeline.stage_changed',
  deleted: 'timeline.patientDeleted',
  restored: 'timeline.patientRestored',
  restricted: 'timeline.patientRestricted',
  unrestricted: 'timeline.unrestricted',
  ...portalActs,
}
const taskActs: Record<string, MessageKey> = {
  created: 'timeline.taskCreated',
  updated: 'timeline.taskUpdated',
  completed: 'timeline.taskCompleted',
  reopened: 'timeline.taskReopened',
  deleted: 'timeline.taskDeleted',
  recurred: 'timeline.taskRecurred',
  recurrence_set: 'timeline.taskRepeats',
  recurrence_ended: 'timeline.taskRepeatsNot',
  shared_with_patient: 'timeline.taskShared',
  sharing_ended: 'timeline.taskSharedNoLonger',
}
const visitActs: Record<string, MessageKey> = {
  created: 'timeline.visitCreated',
  booked: 'timeline.visitCreated',
  updated: 'timeline.visitUpdated',
  moved: 'timeline.visitMoved',
  completed: 'timeline.visitCompleted',
  cancelled: 'timeline.visitCancelled',
  no_show: 'timeline.visitNoShow',
  reinstated: 'timeline.visitReinstated',
  deleted: 'timeline.visitDeleted',
}

/** By the kind of record, then by the act. */
export const acts: Record<string, Record<string, MessageKey>> = {
  lead: leadActs,
  contact: patientActs,
  task: taskActs,
  appointment: visitActs,
}
