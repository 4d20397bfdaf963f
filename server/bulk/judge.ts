/** What a bulk job means for one record: whether it may be changed, whether it has to be, and how the trail tells it. */

import type { Someone } from '../../shared/policy/roles.ts'
import { policy } from '../../shared/policy.ts'
import { type BulkReason, type ContactStage, contactStages, leadStatuses, nextStage } from '../../shared/values.ts'
import type { ActivityDetails } from '../activity/activity.ts'
import type { LockedRow } from './rows-storage.ts'
import type { BulkKind, Values } from './storage.ts'

export type Verdict = { refused: BulkReason } | 'unchanged' | { action: string; details: ActivityDetails }
export type Task = { kind: BulkKind; changes: Values; reason: string | null; jobId: number }

export function judge(actor: Someone, job: Task, locked: LockedRow): Verdict {
  if (!mayChange(actor, job.kind, locked)) return { refused: 'forbidden' }
  const changes = differing(locked.row, job.changes)
  if (Object.keys(changes).length === 0) return 'unchanged'
  if (needsReason(job.kind, locked, changes) && !job.reason) return { refused: 'needs_reason' }
  return { action: actionOf(job.kind, changes), details: { changes, ...factsOf(job, locked, changes), bulkJobId: job.jobId } }
}

export function mayChange(actor: Someone, kind: BulkKind, { row, facts }: Pick<LockedRow, 'row' | 'facts'>): boolean {
  if (kind === 'contact') return policy.contact.update(actor)
  if (kind === 'lead') return policy.lead.update(actor, { ownerId: idIn(row.ownerId), createdAt: null })
  return policy.task.update(actor, {
    assignedToId: idIn(row.assignedToId),
    createdById: idIn(facts.createdById),
    leadId: idIn(facts.leadId),
    contactId: idIn(facts.contactId),
  })
}

const idIn = (value: unknown) => (typeof value === 'number' ? value : null)

type Differences = Record<string, [unknown, unknown]>

/** Old and new values of what is not as wanted, times as the API writes them. */
export function differing(before: Values, wanted: Values): Differences {
  const pairs = Object.entries(wanted).map(([name, value]): [string, [unknown, unknown]] => [
    name,
    [asSent(name, before[name]), asSent(name, value)],
  ])
  return Object.fromEntries(pairs.filter(([, [old, now]]) => old !== now))
}

const times = new Set(['dueDate', 'completedAt'])

/** The table has times without a zone, in UTC. */
function asSent(name: string, value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  if (!times.has(name) || typeof value !== 'string') return value ?? null
  return new Date(/Z$|[+-]\d\d:?\d\d$/.test(value) ? value : `${value}Z`).toISOString()
}

function actionOf(kind: BulkKind, changes: Differences): string {
  if (kind === 'contact') return changes.stage ? 'stage_changed' : 'updated'
  if (!changes.status) return 'updated'
  if (kind === 'lead') return 'status_changed'
  const [before, after] = changes.status
  return after === 'Completed' ? 'completed' : before === 'Completed' ? 'reopened' : 'updated'
}

function factsOf({ kind, reason }: Task, locked: LockedRow, changes: Differences) {
  const { missing } = locked
  const stages: readonly string[] = kind === 'lead' ? leadStatuses : contactStages
  const move = kind === 'task' ? undefined : (changes.status ?? changes.stage)
  const onwards = move !== undefined && (stages.indexOf(String(move[1])) > stages.indexOf(String(move[0])) || isNext(move[0], move[1]))
  // A status that its proofs bring is on nobody's word.
  const why = move && reason && (kind === 'contact' || needsReason(kind, locked, changes)) ? { reason } : {}
  return { ...why, ...(onwards && missing.length > 0 ? { missing } : {}) }
}

const isStage = (value: unknown): value is ContactStage => contactStages.some((stage) => stage === value)
const isNext = (from: unknown, to: unknown) => isStage(from) && nextStage(from) === to

/** A stage that is skipped or gone back from; a status that no proof brings. */
function needsReason(kind: BulkKind, { row, earned }: LockedRow, { stage, status }: Differences): boolean {
  if (kind === 'contact') return stage !== undefined && !isNext(row.stage, stage[1])
  return kind === 'lead' && status !== undefined && status[1] !== earned
}
