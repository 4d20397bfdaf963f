import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../db/connection.ts'

export async function namesOfStaff(db: Db): Promise<Map<unknown, string>> {
  const { rows } = await db.execute<{ id: number; name: string }>(sql`select id, first_name || ' ' || last_name as name from users`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export async function lastActivity(db: Tx): Promise<number> {
  const { rows } = await db.execute<{ id: number }>(sql`select currval('activity_logs_id_seq')::int as id`)
  return rows[0]?.id ?? 0
}

export async function insertExported(db: Tx, page: { activityId: number; entityType: string; ids: readonly number[] }): Promise<void> {
  await db.execute(sql`insert into exported_records (activity_id, entity_type, entity_ids)
    values (${page.activityId}, ${page.entityType}, ${`{${page.ids.join(',')}}`}::int[])`)
}
