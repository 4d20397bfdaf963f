/** Tasks meant for the patient: they say that one is done, the staff complete it. */
import { logActivity } from '../activity/activity.ts'
import type { PatientActor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { conflict, found } from '../http/errors.ts'
import { findPatientTask, findPatientTasks, markDone } from './tasks-storage.ts'

export async function patientTasks(db: Db) {
  return { data: await findPatientTasks(db), nextCursor: null }
}

export async function sayDone(db: Tx, { leadId }: PatientActor, id: number, doneAt: Date | null) {
  const task = found(await findPatientTask(db, id), 'Task')
  if (task.status === 'Completed' || task.status === 'Cancelled') {
    if (doneAt !== null) return task
    throw conflict('closed', 'The clinic has closed this task. Write a message if something is left to do.')
  }
  if (await markDone(db, id, doneAt)) {
    const action = doneAt === null ? 'patient_task_undone' : 'patient_task_done'
    const actor = { kind: 'patient', leadId }
    logActivity(db, { entityType: 'lead', entityId: leadId, action, userId: undefined, details: { actor, taskId: id } })
  }
  return found(await findPatientTask(db, id), 'Task')
}
