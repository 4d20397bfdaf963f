/** SQL of requests for a reset. */
import { eq, lt } from 'drizzle-orm'
import { resetRequests } from '../../shared/schema/auth.ts'
import type { Db, Tx } from '../db/connection.ts'

export async function insertResetRequest(db: Tx, email: string, createdAt: Date): Promise<number> {
  const [row] = await db.insert(resetRequests).values({ email, createdAt }).returning({ id: resetRequests.id })
  return row?.id ?? 0
}

export async function findResetRequest(db: Db, id: number): Promise<string | undefined> {
  const [row] = await db.select({ email: resetRequests.email }).from(resetRequests).where(eq(resetRequests.id, id))
  return row?.email
}

export async function deleteResetRequest(db: Tx, id: number): Promise<void> {
  await db.delete(resetRequests).where(eq(resetRequests.id, id))
}

export async function deleteResetRequestsBefore(db: Tx, time: Date): Promise<void> {
  await db.delete(resetRequests).where(lt(resetRequests.createdAt, time))
}
