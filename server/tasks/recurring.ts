/** Letting a task come again, and stopping that: what its people may do to it. */
import type { Recurrence } from '../../shared/contracts/task-series.ts'
import { logActivity } from '../activity/activity.ts'
import type { Tx } from '../db/connection.ts'
import { conflict, found, notFound } from '../http/errors.ts'
import { beginSeries, stopSeries } from './series.ts'
import { seriesOf } from './series-storage.ts'
import { type Act, lockOwnTask } from './tasks.ts'

export async function startRecurrence(db: Tx, act: Act, id: number, recurrence: Recurrence) {
  const { task } = await lockOwnTask(db, act, id)
  if (task.status === 'Completed' || task.status === 'Cancelled')
    throw conflict('closed', 'This task is done. Reopen it, or add a new one.')
  await beginSeries(db, act, task, recurrence)
  const { every, interval } = recurrence
  logActivity(db, { entityType: 'task', entityId: id, action: 'recurrence_set', userId: act.actor.userId, details: { every, interval } })
  return { json: found(await seriesOf(db, id), 'Recurrence') }
}

export async function stopRecurrence(db: Tx, act: Act, id: number): Promise<void> {
  await lockOwnTask(db, act, id)
  if (!(await stopSeries(db, act, id))) throw notFound('Recurrence')
  logActivity(db, { entityType: 'task', entityId: id, action: 'recurrence_ended', userId: act.actor.userId })
}
