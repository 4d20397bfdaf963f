/** What the clinic does with a task: set it, change it, complete it, reopen it, delete it. */

import type { NewTaskBody } from '../../shared/contracts/tasks.ts'
import { policy } from '../../shared/policy.ts'
import type { TaskChanges } from '../../shared/rows/tasks.ts'
import { dueHours, type TaskPriority, type TaskStatus } from '../../shared/values.ts'
import { changesBetween, logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { forbidden, found } from '../http/errors.ts'
import { requireFresh } from '../http/etag.ts'
import { requireReferences } from '../records/references.ts'
import { beginSeries, followStatus } from './series.ts'
import { type FoundTask, findTask, insertTask, lockTask, removeTask, updateTask } from './storage.ts'

/** Who acts, and when. */
export interface Act {
  actor: Actor
  now: Date
  ifMatch?: string | undefined
}

const references = { assignedToId: 'user', leadId: 'lead', contactId: 'contact' } as const

export async function addTask(db: Tx, { actor, now }: Act, { recurrence, ...given }: NewTaskBody) {
  await requireReferences(db, references, given)
  const { json, task } = await insertTask(db, {
    ...given,
    dueDate: given.dueDate === undefined ? dueBy(given.priority, now) : given.dueDate,
    completedAt: given.status === 'Completed' ? now : null,
    createdById: actor.userId,
  })
  const { priority, assignedToId, leadId, contactId, dueDate } = task
  logActivity(db, {
    entityType: 'task',
    entityId: task.id,
    action: 'created',
    userId: actor.userId,
    details: {
      priority,
      assignedToId,
      leadId,
      contactId,
      dueDate,
      ...(recurrence ? { every: recurrence.every, interval: recurrence.interval } : {}),
    },
  })
  if (recurrence) await beginSeries(db, { actor, now }, task, recurrence)
  return { json }
}

const dueBy = (priority: TaskPriority = 'Medium', now: Date) => new Date(now.getTime() + dueHours[priority] * 60 * 60 * 1000)

export async function changeTask(db: Tx, act: Act, id: number, changes: TaskChanges) {
  const standing = await lockOwnTask(db, act, id)
  await requireReferences(db, references, changes, standing.task)
  return applyChanges(db, act, standing, changes)
}

/** Completed twice, or completed by two: the first time stands. */
export async function completeTask(db: Tx, act: Act, id: number) {
  return applyChanges(db, act, await lockOwnTask(db, act, id), { status: 'Completed' })
}

export async function reopenTask(db: Tx, act: Act, id: number) {
  const standing = await lockOwnTask(db, act, id)
  return standing.task.status === 'Completed' ? applyChanges(db, act, standing, { status: 'Pending' }) : { json: standing.json }
}

export async function deleteTask(db: Tx, act: Act, id: number): Promise<void> {
  await lockOwnTask(db, act, id)
  logActivity(db, { entityType: 'task', entityId: id, action: 'deleted', userId: act.actor.userId })
  await removeTask(db, id)
}

/** The task, whoever may change it; a 404 if the actor may not know of it. */
export const knownTask = async (db: Db, id: number): Promise<FoundTask> => found(await findTask(db, id), 'Task')

/** Locks the task for a change the actor may make to what they last saw. */
export async function lockOwnTask(db: Tx, { actor, ifMatch }: Act, id: number): Promise<FoundTask> {
  const locked = await lockTask(db, id)
  if (!locked || !policy.task.update(actor, locked.task)) {
    found(await findTask(db, id), 'Task')
    throw forbidden('You may change the tasks assigned to you or created by you, and those of your own part of the work.')
  }
  requireFresh(ifMatch, locked.json)
  return locked
}

async function applyChanges(db: Tx, { actor, now }: Act, { json: standing, task }: FoundTask, given: TaskChanges) {
  const changes = { ...given, ...stamp(task.status, given.status, now) }
  const details = changesBetween(task, changes)
  if (!details) return { json: standing }
  const action = actionOf(task.status, given.status)
  logActivity(db, { entityType: 'task', entityId: task.id, action, userId: actor.userId, details })
  const json = found(await updateTask(db, task.id, changes), 'Task')
  if (given.status !== undefined) await followStatus(db, { actor, now }, task, given.status)
  return { json }
}

/** `completedAt` follows the status into and out of Completed. */
function stamp(before: TaskStatus, after: TaskStatus | undefined, now: Date): { completedAt?: Date | null } {
  if (after === undefined || after === before) return {}
  if (after === 'Completed') return { completedAt: now }
  return before === 'Completed' ? { completedAt: null } : {}
}

function actionOf(before: TaskStatus, after: TaskStatus | undefined): string {
  if (after === undefined || after === before) return 'updated'
  if (after === 'Completed') return 'completed'
  return before === 'Completed' ? 'reopened' : 'updated'
}
