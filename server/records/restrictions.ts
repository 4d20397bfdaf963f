/** Restricted records: staff's own care, public persons. Seen by their owner or coach and by Admins only. */
import { and, eq } from 'drizzle-orm'
import { recordRestrictions } from '../../shared/schema/records.ts'
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'

type Restrictable = 'lead' | 'contact'

const of = (entityType: Restrictable, entityId: number) =>
  and(eq(recordRestrictions.entityType, entityType), eq(recordRestrictions.entityId, entityId))

export async function restrictionOf(db: Db, entityType: Restrictable, entityId: number) {
  const [row] = await db.select({ reason: recordRestrictions.reason }).from(recordRestrictions).where(of(entityType, entityId))
  return { restricted: row !== undefined, reason: row?.reason ?? null }
}

/** Restricted twice: the first reason stands, and nothing is written twice. */
export async function restrict(db: Tx, actor: Actor, given: { entityType: Restrictable; entityId: number; reason: string }) {
  const [made] = await db
    .insert(recordRestrictions)
    .values({ ...given, restrictedById: actor.userId })
    .onConflictDoNothing()
    .returning({ reason: recordRestrictions.reason })
  if (made) logActivity(db, { ...given, action: 'restricted', userId: actor.userId, details: { fields: ['reason'] } })
  return restrictionOf(db, given.entityType, given.entityId)
}

export async function unrestrict(db: Tx, actor: Actor, entityType: Restrictable, entityId: number): Promise<void> {
  const gone = await db.delete(recordRestrictions).where(of(entityType, entityId)).returning({ id: recordRestrictions.entityId })
  if (gone.length) logActivity(db, { entityType, entityId, action: 'unrestricted', userId: actor.userId })
}
