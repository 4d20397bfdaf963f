/** Deleted records stand whole in `deleted_records`; an Admin brings one back with all that was deleted with it. */
import { type EntityType, logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { notFound } from '../http/errors.ts'
import { restoreDeleted } from './deleted-storage.ts'

export async function restoreRecord(db: Tx, actor: Actor, id: number) {
  const restored = await restoreDeleted(db, id)
  if (!restored) throw notFound('Deleted record')
  logActivity(db, {
    entityType: restored.entityType as EntityType,
    entityId: restored.entityId,
    action: 'restored',
    userId: actor.userId,
  })
  return restored
}
