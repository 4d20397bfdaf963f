/** Deleted records stand whole in `deleted_records`; an Admin brings one back with all that was deleted with it. */
import { sql } from 'drizzle-orm'
import { deletedRecords } from '../../shared/schema/records.ts'
import { type EntityType, logActivity } from '../activity/activity.ts'
import type { Columns } from '../../shared/access.ts'
import type { Actor } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import type { ListDefinition } from '../db/list.ts'
import { notFound } from '../http/errors.ts'

const access = {
  id: 'show',
  deletion: 'secret',
  entityType: 'show',
  entityId: 'show',
  row: 'secret',
  deletedById: 'show',
  deletedAt: 'show',
} as const satisfies Columns<typeof deletedRecords>

export const deletedList: ListDefinition & { name: string } = {
  name: 'deleted-records',
  table: deletedRecords,
  access,
  sorts: { deletedAt: { expression: sql`${deletedRecords.deletedAt}`, type: 'timestamp' } },
}

/** The database puts the rows back under their own ids, in an order that their references allow. */
export async function restoreRecord(db: Tx, actor: Actor, id: number) {
  const { rows } = await db.execute<{ entityType: string; entityId: number }>(
    sql`select entity_type as "entityType", entity_id as "entityId" from restore_deleted(${id})`,
  )
  const [restored] = rows
  if (!restored) throw notFound('Deleted record')
  logActivity(db, { entityType: restored.entityType as EntityType, entityId: restored.entityId, action: 'restored', userId: actor.userId })
  return restored
}
