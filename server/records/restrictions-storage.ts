import { and, eq } from 'drizzle-orm'
import { recordRestrictions } from '../../shared/schema/records.ts'
import type { Db, Tx } from '../db/connection.ts'

export type Restrictable = 'lead' | 'contact'

const of = (entityType: Restrictable, entityId: number) =>
  and(eq(recordRestrictions.entityType, entityType), eq(recordRestrictions.entityId, entityId))

export async function reasonOf(db: Db, entityType: Restrictable, entityId: number): Promise<string | undefined> {
  const [row] = await db.select({ reason: recordRestrictions.reason }).from(recordRestrictions).where(of(entityType, entityId))
  return row?.reason
}

/** Whether it was not restricted before. */
export async function insertRestriction(db: Tx, restriction: typeof recordRestrictions.$inferInsert): Promise<boolean> {
  const made = await db.insert(recordRestrictions).values(restriction).onConflictDoNothing().returning({ id: recordRestrictions.entityId })
  return made.length > 0
}

/** Whether there was one. */
export async function removeRestriction(db: Tx, entityType: Restrictable, entityId: number): Promise<boolean> {
  const gone = await db.delete(recordRestrictions).where(of(entityType, entityId)).returning({ id: recordRestrictions.entityId })
  return gone.length > 0
}
