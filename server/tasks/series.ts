/** Recurring tasks: the next one stands in the same moment in which one is done; taking that back takes the next one back. */
import type { Recurrence } from '../../shared/contracts/task-series.ts'
import type { Task } from '../../shared/rows/tasks.ts'
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { asProduct } from '../db/elevate.ts'
import { badInput, found } from '../http/errors.ts'
import { endSeries, insertNext, insertSeries, lockOccurrence, removeUntouchedNext, seriesOf } from './series-storage.ts'
import { findTask } from './storage.ts'

interface Act {
  actor: Actor
  now: Date
}

const isOpen = (status: Task['status']) => status === 'Pending' || status === 'In Progress'

/** After a task went from one status to another, in the transaction of that change. */
export async function followStatus(db: Tx, act: Act, before: Task, after: Task['status']): Promise<void> {
  if (isOpen(before.status) === isOpen(after)) return
  const occurrence = await asProduct(db, () => lockOccurrence(db, before.id))
  if (!occurrence) return
  if (isOpen(after)) await takeNextBack(db, act, occurrence)
  else if (occurrence.isNewest) await makeNext(db, act, before.id, occurrence)
}

type Occurrence = NonNullable<Awaited<ReturnType<typeof lockOccurrence>>>

async function makeNext(db: Tx, { actor, now }: Act, taskId: number, occurrence: Occurrence): Promise<void> {
  const next = await asProduct(db, () => insertNext(db, taskId, occurrence, now))
  if (next === undefined) return
  const details = { seriesId: occurrence.seriesId, after: taskId }
  logActivity(db, { entityType: 'task', entityId: next, action: 'recurred', userId: actor.userId, details })
}

async function takeNextBack(db: Tx, { actor }: Act, occurrence: Occurrence): Promise<void> {
  const gone = await asProduct(db, () => removeUntouchedNext(db, occurrence))
  if (gone === undefined) return
  const details = { seriesId: occurrence.seriesId }
  logActivity(db, { entityType: 'task', entityId: gone, action: 'deleted', userId: actor.userId, details })
}

/** Lets the task come again; a rhythm it had before ends. The caller holds the task's lock, and logs. */
export async function beginSeries(db: Tx, { actor, now }: Act, task: Task, { every, interval, endsAt = null }: Recurrence): Promise<void> {
  if (!task.dueDate) throw badInput({ path: 'dueDate', message: 'is needed for a task that comes again' })
  if (endsAt && endsAt.toISOString() < task.dueDate) throw badInput({ path: 'endsAt', message: 'is before the task is due' })
  const { id, title, description, priority, assignedToId, leadId, contactId } = task
  const series = { title, description, priority, assignedToId, leadId, contactId, every, interval, endsAt, createdById: actor.userId }
  await asProduct(db, async () => {
    const standing = await lockOccurrence(db, id)
    if (standing) await endSeries(db, standing.seriesId, now)
    await insertSeries(db, { ...series, startsAt: new Date(task.dueDate ?? now) }, id)
  })
}

/** Whether there was a rhythm to end. The caller holds the task's lock, and logs. */
export async function stopSeries(db: Tx, { now }: Act, taskId: number): Promise<boolean> {
  if ((await seriesOf(db, taskId)) === undefined) return false
  return asProduct(db, async () => {
    const standing = await lockOccurrence(db, taskId)
    if (standing) await endSeries(db, standing.seriesId, now)
    return standing !== undefined
  })
}

export async function recurrenceOf(db: Db, taskId: number) {
  found(await findTask(db, taskId), 'Task')
  return { json: found(await seriesOf(db, taskId), 'Recurrence') }
}
