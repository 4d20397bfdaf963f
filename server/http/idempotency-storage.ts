/** SQL of stored answers: of the staff's requests in one table, of patients' in another. */
import { and, eq, sql } from 'drizzle-orm'
import { portalIdempotencyKeys } from '../../shared/schema/portal.ts'
import { idempotencyKeys } from '../../shared/schema/records.ts'
import type { Db, Tx } from '../db/connection.ts'

export type KeyOwner = { userId: number } | { leadId: number }
type Key = { of: KeyOwner; key: string }
interface StoredAnswer {
  requestHash: string
  status: number
  location: string | null
  body: string | null
}

/** Equal requests at the same time wait here for the first. */
export async function takeTurn(db: Tx, { of, key }: Key): Promise<void> {
  const whose = 'userId' in of ? of.userId : `patient ${of.leadId}`
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${whose}:${key}`}, 727))`)
}

export async function findAnswer(db: Db, { of, key }: Key): Promise<StoredAnswer | undefined> {
  const table = 'userId' in of ? idempotencyKeys : portalIdempotencyKeys
  const isOwn = 'userId' in of ? eq(idempotencyKeys.userId, of.userId) : eq(portalIdempotencyKeys.leadId, of.leadId)
  const { requestHash, status, location, body } = table
  const [row] = await db
    .select({ requestHash, status, location, body })
    .from(table)
    .where(and(isOwn, eq(table.key, key)))
  return row
}

export async function insertAnswer(db: Tx, { of, key }: Key, answer: StoredAnswer): Promise<void> {
  if ('userId' in of) await db.insert(idempotencyKeys).values({ ...of, key, ...answer })
  else await db.insert(portalIdempotencyKeys).values({ ...of, key, ...answer })
}

/** Those of the days before. */
export async function removeOldAnswers(db: Tx, now: Date): Promise<void> {
  for (const table of [idempotencyKeys, portalIdempotencyKeys])
    await db.delete(table).where(sql`${table.createdAt} < ${now.toISOString()}::timestamp - interval '24 hours'`)
}
