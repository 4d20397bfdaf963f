/** Bulk jobs in words. */
import type { BulkReason } from '#shared/values'
import { count } from '../../lib/dates.ts'
import { type MessageKey, t } from '../../lib/messages.ts'
import type { BulkJob } from './jobs.ts'

const kinds = { lead: 'bulk.leads', contact: 'bulk.contacts', task: 'bulk.tasks' } as const satisfies Record<
  BulkJob['entityType'],
  MessageKey
>
const reasons = {
  gone: 'bulk.whyGone',
  forbidden: 'bulk.whyForbidden',
  needs_reason: 'bulk.whyNeedsReason',
  rules: 'bulk.whyRules',
  stopped: 'bulk.whyStopped',
  changed_since: 'bulk.whyChanged',
} as const satisfies Record<BulkReason, MessageKey>
const fieldNames: Readonly<Record<string, MessageKey>> = {
  status: 'bulk.fieldStatus',
  leadReadiness: 'leadFields.leadReadiness',
  ownerId: 'leadFields.ownerId',
  leadSource: 'leadFields.leadSource',
  leadType: 'leadFields.leadType',
  leadOutcome: 'leadFields.leadOutcome',
  healthCoachId: 'leadFields.healthCoachBookedWith',
  stage: 'bulk.fieldStage',
  assignedToId: 'bulk.fieldAssignee',
  priority: 'bulk.fieldPriority',
  dueDate: 'bulk.fieldDue',
  completedAt: 'bulk.fieldCompleted',
}

/** "12 leads" */
export const records = (kind: BulkJob['entityType'], many: number) => t(kinds[kind], { count: many, many: count(many) })

/** How many of them need a reason, and for what. */
export function reasonWords(kind: BulkJob['entityType'], { needReason, atLeast }: { needReason: number; atLeast: boolean }): string {
  const what = records(kind, needReason)
  const some = t(atLeast ? 'bulk.reasonAtLeast' : 'bulk.reasonFor', { count: needReason, what })
  return `${some} ${t(kind === 'lead' ? 'bulk.reasonLeads' : 'bulk.reasonPatients')}`
}

export const whyWords = (reason: BulkReason | null) => t(reasons[reason ?? 'rules'])

export function fieldWords(name: string): string {
  const key = fieldNames[name]
  return key ? t(key) : name
}

/** What came of it, in one line. */
export function resultWords({ entityType, state, counts, failure }: BulkJob): string {
  const parts = [
    state === 'undone'
      ? t('bulk.undone', { what: records(entityType, counts.undone) })
      : t('bulk.changed', { what: records(entityType, counts.changed) }),
    counts.unchanged > 0 && state !== 'undone' ? t('bulk.unchanged', { many: count(counts.unchanged) }) : '',
    counts.refused > 0 ? t('bulk.refused', { many: count(counts.refused) }) : '',
    counts.kept > 0 ? t('bulk.kept', { many: count(counts.kept) }) : '',
    failure ? t(failure === 'requester' ? 'bulk.failedRequester' : 'bulk.failedFault') : '',
  ]
  return parts.filter(Boolean).join(' · ')
}

/** How far it is: records gone through, or put back. */
export function progressOf({ state, done, total, counts }: BulkJob): { done: number; total: number } {
  if (state !== 'undoing') return { done, total }
  return { done: counts.undone + counts.kept, total: counts.undone + counts.kept + counts.changed }
}
