import { and, eq, sql } from 'drizzle-orm'
import { idempotencyKeys } from '../../shared/schema/records.ts'
import type { Db, Tx } from '../db/connection.ts'

type Key = { userId: number; key: string }

/** Equal requests at the same time wait here for the first. */
export async function takeTurn(db: Tx, { userId, key }: Key): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${userId}:${key}`}, 727))`)
}

export async function findAnswer(db: Db, { userId, key }: Key) {
  const [row] = await db
    .select({
      requestHash: idempotencyKeys.requestHash,
      status: idempotencyKeys.status,
      location: idempotencyKeys.location,
      body: idempotencyKeys.body,
    })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.userId, userId), eq(idempotencyKeys.key, key)))
  return row
}

export async function insertAnswer(db: Tx, answer: typeof idempotencyKeys.$inferInsert): Promise<void> {
  await db.insert(idempotencyKeys).values(answer)
}

/** Those of the days before. */
export async function removeOldAnswers(db: Tx, now: Date): Promise<void> {
  await db.delete(idempotencyKeys).where(sql`${idempotencyKeys.createdAt} < ${now.toISOString()}::timestamp - interval '24 hours'`)
}
