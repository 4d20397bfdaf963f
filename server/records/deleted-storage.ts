import { sql } from 'drizzle-orm'
import type { Columns } from '../../shared/access.ts'
import { deletedRecords } from '../../shared/schema/records.ts'
import type { Db, Tx } from '../db/connection.ts'
import type { NamedList } from '../db/list.ts'

const access = {
  id: 'show',
  deletion: 'secret',
  entityType: 'show',
  entityId: 'show',
  row: 'secret',
  deletedById: 'show',
  deletedAt: 'show',
} as const satisfies Columns<typeof deletedRecords>

export const deletedList: NamedList = {
  name: 'deleted-records',
  table: deletedRecords,
  access,
  sorts: { deletedAt: { expression: sql`${deletedRecords.deletedAt}`, type: 'timestamp' } },
}

/** The database puts the rows of that deletion back under their own ids, in an order that their references allow. */
export async function restoreDeleted(db: Tx, id: number) {
  const { rows } = await db.execute<{ entityType: string; entityId: number }>(
    sql`select entity_type as "entityType", entity_id as "entityId" from restore_deleted(${id})`,
  )
  return rows[0]
}

/** What came back by that number, and whether it went again since. */
export async function findRestored(db: Db, id: number) {
  const { rows } = await db.execute<{ entityType: string; entityId: number; isGone: boolean }>(sql`
    select r.entity_type as "entityType", r.entity_id as "entityId", exists (select from deleted_records d
      where d.entity_type = r.entity_type and d.entity_id = r.entity_id) as "isGone" from restorations r where r.deleted_record_id = ${id}`)
  return rows[0]
}

/** Whether it went by a merge that stands: parting the two brings it back, with what is its own. */
export async function isMergedAway(db: Db, id: number): Promise<boolean> {
  const { rows } = await db.execute<{ merged: boolean }>(sql`select exists (select from deleted_records d
    join merges m on m.entity_type = d.entity_type and m.merged_id = d.entity_id and m.undone_at is null where d.id = ${id}) as merged`)
  return rows[0]?.merged ?? false
}
