/**
 * Taking a bulk job back, a batch at a time: what still holds its value gets the old one, what changed since is kept and
 * named. A record that nobody has touched since goes back even if the job itself gave it out of its requester's hands.
 */
import { type ActivityEntry, logChanges } from '../activity/activity.ts'
import type { Tx } from '../db/connection.ts'
import { asProduct } from '../db/elevate.ts'
import { followStatuses } from '../tasks/following.ts'
import { type Batch, mostTold, refusedOf } from './apply.ts'
import { differing, mayChange } from './judge.ts'
import { knownIds, type LockedRow, lockRows, type Restored, restoreRows, sayWhy } from './rows-storage.ts'
import { type Item, itemsIn, type Settled, settle, type Values } from './storage.ts'

/** Whether there was anything left to do. */
export async function revertBatch(db: Tx, { job, actor, now, size }: Batch): Promise<boolean> {
  const items = await itemsIn(db, job.id, 'changed', size)
  if (items.length === 0) return false
  const kind = job.entityType
  const ids = items.map(({ id }) => id)
  const known = [...(await knownIds(db, kind, ids))]
  const locked = await asProduct(db, () => lockRows(db, kind, known, false))
  const settled = (await refusedOf(db, kind, ids, locked)).map((each): Settled => ({ ...each, outcome: 'kept' }))
  const rows = new Map(locked.map((row) => [row.id, row]))
  const restored: Restored[] = []
  for (const item of items) {
    const row = rows.get(item.id)
    if (!row) continue
    if (row.row.updatedAt !== item.after?.updatedAt && !mayChange(actor, kind, row))
      settled.push({ id: item.id, outcome: 'kept', reason: 'forbidden' })
    else settled.push(wayBack(item, row, restored))
  }
  await sayWhy(db, `Bulk change ${job.id} taken back`)
  await asProduct(db, () => restoreRows(db, kind, restored))
  const entries = restored.map(
    (each): ActivityEntry => entryOf(each, rows.get(each.id)?.row ?? {}, { kind, userId: actor.userId, jobId: job.id }),
  )
  logChanges(db, entries, { tell: job.total <= mostTold })
  await settle(db, job.id, settled)
  await followBack(db, { actor, now }, restored, rows)
  return true
}

/** A task's status and the moment it was completed go together. */
function wayBack({ id, before, after }: Item, { row }: LockedRow, restored: Restored[]): Settled {
  const names = Object.keys(after ?? {}).filter((name) => name !== 'updatedAt')
  const statusStands = !names.includes('status') || row.status === after?.status
  const stands = (name: string) => row[name] === after?.[name] && (name !== 'completedAt' || statusStands)
  const back = names.filter(stands)
  const kept = names.filter((name) => !stands(name))
  if (back.length > 0) restored.push({ id, values: pick(before, back) })
  return kept.length === 0 ? { id, outcome: 'undone' } : { id, outcome: 'kept', reason: 'changed_since', after: pick(after, kept) }
}

const pick = (values: Values | null, names: readonly string[]): Values =>
  Object.fromEntries(names.map((name) => [name, values?.[name] ?? null]))

function entryOf(
  { id, values }: Restored,
  row: Values,
  { kind, userId, jobId }: { kind: ActivityEntry['entityType']; userId: number; jobId: number },
) {
  const changes = differing(row, values)
  const action = kind === 'contact' && changes.stage ? 'stage_changed' : kind === 'lead' && changes.status ? 'status_changed' : 'updated'
  return { entityType: kind, entityId: id, action, userId, details: { changes, bulkJobId: jobId, undo: true } }
}

async function followBack(
  db: Tx,
  act: { actor: Batch['actor']; now: Date },
  restored: readonly Restored[],
  rows: ReadonlyMap<number, LockedRow>,
) {
  for (const { id, values } of restored) {
    const row = rows.get(id)
    if (row?.facts.recurs === true && 'status' in values) await followStatuses(db, act, [{ id, status: row.row.status }], values.status)
  }
}
