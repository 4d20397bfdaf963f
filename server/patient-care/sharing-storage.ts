import { eq } from 'drizzle-orm'
import { patientTasks } from '../../shared/schema/care.ts'
import type { Db, Tx } from '../db/connection.ts'

export async function findSharing(db: Db, taskId: number): Promise<{ doneAt: Date | null } | undefined> {
  const [row] = await db.select({ doneAt: patientTasks.doneAt }).from(patientTasks).where(eq(patientTasks.taskId, taskId))
  return row
}

/** Answers whether it was not shared before. */
export async function insertSharing(db: Tx, row: { taskId: number; sharedById: number }): Promise<boolean> {
  return (await db.insert(patientTasks).values(row).onConflictDoNothing().returning({ taskId: patientTasks.taskId })).length > 0
}

export async function deleteSharing(db: Tx, taskId: number): Promise<boolean> {
  return (await db.delete(patientTasks).where(eq(patientTasks.taskId, taskId)).returning({ taskId: patientTasks.taskId })).length > 0
}
