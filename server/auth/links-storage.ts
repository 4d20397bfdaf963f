/** SQL of single-use links. */
import { and, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import { type linkKinds, singleUseLinks } from '../../shared/schema/auth.ts'
import type { Db, Tx } from '../db/connection.ts'

export type LinkKind = (typeof linkKinds)[number]

export async function insertLink(db: Tx, link: typeof singleUseLinks.$inferInsert): Promise<void> {
  await db.insert(singleUseLinks).values(link)
}

export async function findLink(db: Db, tokenHash: string, { kinds, now }: { kinds: LinkKind[]; now: Date }) {
  const [row] = await db
    .select({ id: singleUseLinks.id, kind: singleUseLinks.kind, userId: singleUseLinks.userId })
    .from(singleUseLinks)
    .where(and(eq(singleUseLinks.tokenHash, tokenHash), inArray(singleUseLinks.kind, kinds), gt(singleUseLinks.expiresAt, now)))
  return row
}

/** False for the second of two who use it at once. */
export async function spendLink(db: Tx, id: number): Promise<boolean> {
  const spent = await db.delete(singleUseLinks).where(eq(singleUseLinks.id, id)).returning({ id: singleUseLinks.id })
  return spent.length > 0
}

export async function deleteLinksOf(db: Tx, userId: number): Promise<void> {
  await db.delete(singleUseLinks).where(eq(singleUseLinks.userId, userId))
}

export async function deleteLinksOfKind(db: Tx, kind: LinkKind): Promise<void> {
  await db.delete(singleUseLinks).where(eq(singleUseLinks.kind, kind))
}

export async function deleteLinksExpiredBefore(db: Tx, time: Date): Promise<void> {
  await db.delete(singleUseLinks).where(lt(singleUseLinks.expiresAt, time))
}

/** Set-ups and invitations wait for one another. */
export async function lockSetup(db: Tx): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(727004)`)
}
