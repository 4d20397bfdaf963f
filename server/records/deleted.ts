/** Deleted records stand whole in `deleted_records`; an Admin brings one back with all that was deleted with it. */
import { type EntityType, logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { conflict, notFound } from '../http/errors.ts'
import { isMergedAway, restoreDeleted } from './deleted-storage.ts'

export async function restoreRecord(db: Tx, actor: Actor, id: number) {
  if (await isMergedAway(db, id)) throw conflict('merged', 'This record was merged into another. Part the two again instead.')
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
