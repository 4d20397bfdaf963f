/** Restricted records: staff's own care, public persons. Seen by their owner or coach and by Admins only. */
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { insertRestriction, type Restrictable, reasonOf, removeRestriction } from './restrictions-storage.ts'

export async function restrictionOf(db: Db, entityType: Restrictable, entityId: number) {
  const reason = await reasonOf(db, entityType, entityId)
  return { restricted: reason !== undefined, reason: reason ?? null }
}

/** Restricted twice: the first reason stands, and nothing is written twice. */
export async function restrict(db: Tx, actor: Actor, given: { entityType: Restrictable; entityId: number; reason: string }) {
  const { entityType, entityId } = given
  const isNew = await insertRestriction(db, { ...given, restrictedById: actor.userId })
  if (isNew) logActivity(db, { entityType, entityId, action: 'restricted', userId: actor.userId, details: { fields: ['reason'] } })
  return restrictionOf(db, entityType, entityId)
}

export async function unrestrict(db: Tx, actor: Actor, entityType: Restrictable, entityId: number): Promise<void> {
  const wasRestricted = await removeRestriction(db, entityType, entityId)
  if (wasRestricted) logActivity(db, { entityType, entityId, action: 'unrestricted', userId: actor.userId })
}
