import { sql } from 'drizzle-orm'
import { activityLogs } from '../../shared/schema.ts'
import type { Tx } from '../db/connection.ts'
import { run } from '../db/prepared.ts'
import { compile } from '../db/statement.ts'

export interface ActivityRow {
  entityType: string
  entityId: number
  action: string
  details: string | null
  userId: number | null
}

const given = (name: keyof ActivityRow) => sql.placeholder(name)
const insert = compile(sql`insert into ${activityLogs} (entity_type, entity_id, action, details, user_id)
  values (${given('entityType')}, ${given('entityId')}, ${given('action')}, ${given('details')}, ${given('userId')}) returning id`)

/** Answers the entry's id. */
export async function insertActivity(db: Tx, entry: ActivityRow): Promise<number> {
  const [row] = await run<[number]>(db, insert, { ...entry })
  return (row as [number])[0]
}

/** Answers the ids, in the order of the entries. */
export async function insertActivities(db: Tx, entries: readonly ActivityRow[]): Promise<number[]> {
  const { rows } = await db.execute<{ id: number }>(sql`
    insert into ${activityLogs} (entity_type, entity_id, action, details, user_id)
    select e."entityType", e."entityId", e.action, e.details, e."userId"
    from jsonb_array_elements(${JSON.stringify(entries)}::jsonb) with ordinality as given(entry, place),
      jsonb_to_record(entry) as e("entityType" varchar, "entityId" integer, action varchar, details text, "userId" integer)
    order by place returning id`)
  return rows.map(({ id }) => id)
}
