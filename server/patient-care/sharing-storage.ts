import { eq, inArray } from 'drizzle-orm'
import { patientTasks } from '../../shared/schema/care.ts'
import type { Db, Tx } from '../db/connection.ts'

export async function findSharing(db: Db, taskId: number): Promise<{ doneAt: Date | null } | undefined> {
  const [row] = await db.select({ doneAt: patientTasks.doneAt }).from(patientTasks).where(eq(patientTasks.taskId, taskId))
  return row
}

/** Those that are shared and that the actor may know of. */
export const findSharings = (db: Db, taskIds: readonly number[]): Promise<{ taskId: number; doneAt: Date | null }[]> =>
  db
    .select({ taskId: patientTasks.taskId, doneAt: patientTasks.doneAt })
    .from(patientTasks)
    .where(inArray(patientTasks.taskId, [...taskIds]))

/** Answers whether it was not shared before. */
export async function insertSharing(db: Tx, row: { taskId: number; sharedById: number }): Promise<boolean> {
  return (await db.insert(patientTasks).values(row).onConflictDoNothing().returning({ taskId: patientTasks.taskId })).length > 0
}

export async function deleteSharing(db: Tx, taskId: number): Promise<boolean> {
  return (await db.delete(patientTasks).where(eq(patientTasks.taskId, taskId)).returning({ taskId: patientTasks.taskId })).length > 0
}
