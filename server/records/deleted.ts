/** Deleted records stand whole in `deleted_records`; an Admin brings one back with all that was deleted with it. */
import { type EntityType, logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { conflict, notFound } from '../http/errors.ts'
import { findRestored, isMergedAway, restoreDeleted } from './deleted-storage.ts'

export async function restoreRecord(db: Tx, actor: Actor, id: number) {
  if (await isMergedAway(db, id)) throw conflict('merged', 'This record was merged into another. Part the two again instead.')
  const restored = await restoreDeleted(db, id)
  if (!restored) return standing(db, id)
  logActivity(db, {
    entityType: restored.entityType as EntityType,
    entityId: restored.entityId,
    action: 'restored',
    userId: actor.userId,
  })
  return restored
}

/** Asked for twice: it is back already. */
async function standing(db: Tx, id: number) {
  const before = await findRestored(db, id)
  if (!before) throw notFound('Deleted record')
  const { isGone, ...record } = before
  if (isGone) throw conflict('deleted_again', 'This record was restored and has been deleted again since: restore the newer deletion.')
  return record
}
