/** One batch of a bulk job, in one transaction as the person who asked for it. */
import { type ActivityEntry, logChanges } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { followStatuses } from '../tasks/following.ts'
import { judge } from './judge.ts'
import { changeRows, knownIds, type LockedRow, lockRows, sayWhy } from './rows-storage.ts'
import { type BulkKind, itemsIn, type Job, type Settled, settle } from './storage.ts'

export interface Batch {
  job: Job
  actor: Actor
  now: Date
  /** Records of it at most. */
  size: number
}

/** More rows than this are told of once, at the end: everybody reads their lists again. */
export const mostTold = 100

/** Whether there was anything left to do. */
export async function applyBatch(db: Tx, batch: Batch): Promise<boolean> {
  const { job, actor, now, size } = batch
  const items = await itemsIn(db, job.id, 'waiting', size)
  if (items.length === 0) return false
  const kind = job.entityType
  const ids = items.map(({ id }) => id)
  const locked = await lockRows(db, kind, ids, 'status' in job.changes || 'stage' in job.changes)
  const settled = await refusedOf(db, kind, ids, locked)
  const entries: ActivityEntry[] = []
  for (const row of locked) {
    const verdict = judge(actor, { kind, changes: job.changes, reason: job.reason, jobId: job.id }, row)
    if (verdict === 'unchanged') settled.push({ id: row.id, outcome: 'unchanged' })
    else if ('refused' in verdict) settled.push({ id: row.id, outcome: 'refused', reason: verdict.refused })
    else entries.push({ entityType: kind, entityId: row.id, userId: actor.userId, ...verdict })
  }
  settled.push(...(await writeChanges(db, batch, locked, entries)))
  await settle(db, job.id, settled)
  if (kind === 'task' && 'status' in job.changes) await followStatuses(db, { actor, now }, flips(locked, entries), job.changes.status)
  return true
}

/** The rest of the batch: what is not there for the actor, and what is not theirs to change. */
export async function refusedOf(db: Tx, kind: BulkKind, ids: readonly number[], locked: readonly LockedRow[]): Promise<Settled[]> {
  const mine = new Set(locked.map(({ id }) => id))
  const rest = ids.filter((id) => !mine.has(id))
  const known = await knownIds(db, kind, rest)
  return rest.map((id) => ({ id, outcome: 'refused', reason: known.has(id) ? 'forbidden' : 'gone' }))
}

async function writeChanges(db: Tx, { job, now }: Batch, locked: readonly LockedRow[], entries: ActivityEntry[]): Promise<Settled[]> {
  if (entries.length === 0) return []
  const before = new Map(locked.map(({ id, row }) => [id, row]))
  const ids = entries.map(({ entityId }) => entityId)
  const giveReason = new Set(entries.flatMap(({ entityId, details }) => (details && 'reason' in details ? [entityId] : [])))
  const plain = ids.filter((id) => !giveReason.has(id))
  const after = await changeRows(db, job.entityType, plain, job.changes, now)
  if (job.reason && giveReason.size > 0) {
    await sayWhy(db, job.reason)
    for (const [id, row] of await changeRows(db, job.entityType, [...giveReason], job.changes, now)) after.set(id, row)
  }
  logChanges(db, entries, { tell: job.total <= mostTold })
  const names = [...Object.keys(job.changes), ...('status' in job.changes && job.entityType === 'task' ? ['completedAt'] : [])]
  return ids.map((id) => changedItem(id, names, before.get(id) ?? {}, after.get(id) ?? {}))
}

/** Only what the job changed in this record: the rest is not its to put back. With it, when that was. */
function changedItem(id: number, names: readonly string[], before: LockedRow['row'], after: LockedRow['row']): Settled {
  const changed = names.filter((name) => before[name] !== after[name])
  const pick = (row: LockedRow['row']) => Object.fromEntries(changed.map((name) => [name, row[name] ?? null]))
  return { id, outcome: 'changed', before: pick(before), after: { ...pick(after), updatedAt: after.updatedAt } }
}

/** Recurring tasks whose next occurrence comes or goes with the change. */
function flips(locked: readonly LockedRow[], entries: readonly ActivityEntry[]) {
  const changed = new Set(entries.map(({ entityId }) => entityId))
  return locked.filter(({ id, facts }) => facts.recurs === true && changed.has(id)).map(({ id, row }) => ({ id, status: row.status }))
}
