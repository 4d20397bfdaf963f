/** Whether the patient sees a task and does it themselves. */
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { conflict } from '../http/errors.ts'
import { knownTask, lockOwnTask } from '../tasks/tasks.ts'
import { deleteSharing, findSharing, findSharings, insertSharing } from './sharing-storage.ts'

export async function sharingOf(db: Db, taskId: number) {
  await knownTask(db, taskId)
  return standing(db, taskId)
}

/** Of these tasks the ones that are shared. */
export async function sharingsOf(db: Db, taskIds: readonly number[]) {
  const shared = await findSharings(db, taskIds)
  return { data: shared.map(({ taskId, doneAt }) => ({ taskId, isShared: true, doneAt: doneAt?.toISOString() ?? null })) }
}

export async function shareTask(db: Tx, act: { actor: Actor; now: Date }, taskId: number) {
  const { task } = await lockOwnTask(db, act, taskId)
  if (task.leadId === null && task.contactId === null) {
    throw conflict('nobody', 'This task is of no patient. Link it to a lead or patient first.')
  }
  if (await insertSharing(db, { taskId, sharedById: act.actor.userId })) note(db, act.actor, taskId, 'shared_with_patient')
  return standing(db, taskId)
}

export async function stopSharing(db: Tx, act: { actor: Actor; now: Date }, taskId: number) {
  await lockOwnTask(db, act, taskId)
  if (await deleteSharing(db, taskId)) note(db, act.actor, taskId, 'sharing_ended')
  return standing(db, taskId)
}

const note = (db: Tx, { userId }: Actor, entityId: number, action: string) =>
  logActivity(db, { entityType: 'task', entityId, action, userId })

async function standing(db: Db, taskId: number) {
  const shared = await findSharing(db, taskId)
  return { taskId, isShared: shared !== undefined, doneAt: shared?.doneAt?.toISOString() ?? null }
}
