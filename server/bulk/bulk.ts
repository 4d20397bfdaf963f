/** Bulk jobs: asked for, shown, taken back. The work itself is done behind the request (`worker.ts`). */
import type { NewBulkJob } from '../../shared/contracts/bulk.ts'
import { bulkLimit } from '../../shared/values.ts'
import { logActivity } from '../activity/activity.ts'
import { selectedContacts } from '../contacts/selection.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { badInput, conflict, found } from '../http/errors.ts'
import { enqueue } from '../jobs/jobs.ts'
import { selectedLeads } from '../leads/selection.ts'
import { requireReferences } from '../records/references.ts'
import { selectedTasks } from '../tasks/selection.ts'
import { judge } from './judge.ts'
import { lookAtRows } from './rows-storage.ts'
import { type BulkKind, beginUndo, insertIds, insertJob, insertMatching, jobJson, leaveWaiting, lockJob, problemsOf } from './storage.ts'

export const bulkQueue = 'bulk.work'
const mostProblems = 200
/** Enough to say what to expect; each lead's proofs are looked up. */
const mostForeseen = 5_000

const matching = { lead: selectedLeads, contact: selectedContacts, task: selectedTasks }
const references = {
  lead: { ownerId: 'user' },
  contact: { healthCoachId: 'coach' },
  task: { assignedToId: 'user' },
} as const

export async function beginBulkJob(db: Tx, actor: Actor, given: NewBulkJob) {
  const { entityType: kind, selection, reason = null } = given
  const changes: Record<string, unknown> = given.changes
  await requireReferences(db, references[kind], changes)
  const id = await insertJob(db, { kind, userId: actor.userId, selection, changes, reason })
  const total = await fixSelection(db, { id, kind }, selection)
  if (total === 0) throw badInput({ path: 'selection', message: 'matches nothing' })
  if (total > bulkLimit)
    throw badInput({ path: 'selection', message: `matches more than ${bulkLimit.toLocaleString('en')} records: narrow it down` })
  logActivity(db, {
    entityType: 'bulk_job',
    entityId: id,
    action: 'created',
    userId: actor.userId,
    details: { records: kind, total, fields: Object.keys(changes) },
  })
  await enqueue(db, bulkQueue, { jobId: id })
  return shown(db, id)
}

/** Which records it is about stands from here on, whatever changes meanwhile. */
function fixSelection(db: Tx, job: { id: number; kind: BulkKind }, selection: NewBulkJob['selection']): Promise<number> {
  if ('ids' in selection) return insertIds(db, job.id, selection.ids)
  return insertMatching(db, job, { ...matchingOf(job.kind, selection), most: bulkLimit + 1 })
}

function matchingOf(kind: BulkKind, selection: NewBulkJob['selection']) {
  if ('ids' in selection) return { where: matching[kind]({ id: selection.ids }), except: [] }
  return { where: matching[kind](selection.query), except: selection.except ?? [] }
}

/** How many of the first records would be left out without a reason, by the rule that the job goes by. */
export async function foreseeBulkJob(db: Tx, actor: Actor, { entityType: kind, selection, changes }: NewBulkJob) {
  const rows = await lookAtRows(db, kind, matchingOf(kind, selection), mostForeseen + 1)
  const job = { kind, changes, reason: null, jobId: 0 }
  const verdicts = rows.slice(0, mostForeseen).map((row) => judge(actor, job, row))
  const needReason = verdicts.filter(
    (verdict) => verdict !== 'unchanged' && 'refused' in verdict && verdict.refused === 'needs_reason',
  ).length
  return { looked: verdicts.length, needReason, atLeast: rows.length > mostForeseen }
}

export async function showBulkJob(db: Db, id: number) {
  const json = found(await jobJson(db, id), 'Bulk job')
  const { entityType: kind }: { entityType: BulkKind } = JSON.parse(json)
  return { json: `${json.slice(0, -1)},"problems":${await problemsOf(db, { id, kind }, mostProblems)}}` }
}

/** Taken back twice: it is under way, or done. */
export async function undoBulkJob(db: Tx, actor: Actor, id: number) {
  const job = found(await lockJob(db, id), 'Bulk job')
  if (job.state === 'undoing' || job.state === 'undone') return shown(db, id)
  await leaveWaiting(db, id)
  await beginUndo(db, id, actor.userId)
  logActivity(db, { entityType: 'bulk_job', entityId: id, action: 'taken_back', userId: actor.userId })
  await enqueue(db, bulkQueue, { jobId: id })
  return shown(db, id)
}

async function shown(db: Db, id: number) {
  const json = await jobJson(db, id)
  if (json === undefined) throw conflict('gone', 'This bulk job is not there any more.')
  return { json }
}
