/**
 * Works bulk jobs off, as the person who asked, batch by batch. What is done stands in the items, so a worker that was
 * killed is followed by the next one where it stopped, and of two workers one leaves.
 */

import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import { readAs, system, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import type { OpenDatabase } from '../db/open.ts'
import { errorCode } from '../db/sqlstate.ts'
import { asHttpError } from '../http/problem.ts'
import { applyBatch, mostTold } from './apply.ts'
import { revertBatch } from './revert.ts'
import {
  activeRole,
  failJob,
  findJob,
  finishJob,
  finishUndo,
  itemsIn,
  type Job,
  leaveWaiting,
  lockJob,
  settle,
  takeJob,
} from './storage.ts'

export interface Worker {
  database: OpenDatabase
  now: () => Date
  /** Stands still between two batches; tests look at what is there. */
  onBatch?: () => Promise<void>
}

const batchRows = 500

export async function workOff({ database, now, onBatch }: Worker, jobId: number): Promise<void> {
  let careful = 0
  for (;;) {
    const job = await readAs(database, system, (db) => findJob(db, jobId))
    if (!job || !isUnderWay(job.state)) return
    const actor = await readAs(database, system, (db) => actorOf(db, job))
    if (!actor) return giveUp(database, job, 'requester')
    try {
      const more = await writeAs(database, actor, (db) => step(db, { actor, jobId, now: now(), size: careful > 0 ? 1 : batchRows }))
      if (!more) return
    } catch (error) {
      if (asHttpError(error).status === 503) throw error
      if (!errorCode(error)) {
        await giveUp(database, job, 'fault')
        throw error
      }
      // One record that the database refuses must not take its batch with it: each goes alone for a while.
      if (careful > 0) await refuseNext(database, actor, job)
      else careful = batchRows + 1
    }
    careful = Math.max(0, careful - 1)
    await onBatch?.()
  }
}

const isUnderWay = (state: Job['state']) => state === 'waiting' || state === 'running' || state === 'undoing'
const workerOf = ({ state, requestedById, undoneById }: Job) => (state === 'undoing' ? (undoneById ?? requestedById) : requestedById)

async function actorOf(db: Parameters<typeof activeRole>[0], job: Job): Promise<Actor | undefined> {
  const userId = workerOf(job)
  const role = await activeRole(db, userId)
  return role && { userId, role }
}

type Step = { actor: Actor; jobId: number; now: Date; size: number }

/** Whether there is more to do for this worker. */
async function step(db: Tx, { actor, jobId, now, size }: Step): Promise<boolean> {
  const job = await takeJob(db, jobId)
  // Somebody else is at it.
  if (!job) return false
  if (!isUnderWay(job.state)) return false
  // Left, changed roles or handed over to whoever takes it back since the look outside: look again.
  if (workerOf(job) !== actor.userId || (await activeRole(db, actor.userId)) !== actor.role) return true
  const batch = { job, actor, now, size }
  const undoing = job.state === 'undoing'
  if (await (undoing ? revertBatch(db, batch) : applyBatch(db, batch))) return true
  await (undoing ? finishUndo(db, jobId) : finishJob(db, jobId))
  logEnd(db, job, { action: undoing ? 'undone' : 'finished', userId: actor.userId })
  return false
}

async function refuseNext(database: OpenDatabase, actor: Actor, { id, state }: Job): Promise<void> {
  await writeAs(database, actor, async (db) => {
    if (!(await takeJob(db, id))) return
    const undoing = state === 'undoing'
    const [item] = await itemsIn(db, id, undoing ? 'changed' : 'waiting', 1)
    if (item) await settle(db, id, [{ id: item.id, outcome: undoing ? 'kept' : 'refused', reason: 'rules' }])
  })
}

/** What has been done stays done, and can be taken back. */
async function giveUp(database: OpenDatabase, { id }: Job, failure: 'requester' | 'fault'): Promise<void> {
  await writeAs(database, system, async (db) => {
    const job = await lockJob(db, id)
    if (!job || !isUnderWay(job.state)) return
    await leaveWaiting(db, id)
    await failJob(db, id, failure)
    logEnd(db, job, { action: 'failed', userId: undefined, details: { failure } })
  })
}

/** Of few records each has been told of; after many whoever shows any of them reads again. */
function logEnd(db: Tx, { id, total }: Job, entry: { action: string; userId: number | undefined; details?: Record<string, unknown> }) {
  logActivity(db, { entityType: 'bulk_job', entityId: id, ...entry }, total > mostTold ? 'changed_many' : entry.action)
}
