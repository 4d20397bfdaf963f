import { sql } from 'drizzle-orm'
import type { Tx } from '../db/connection.ts'
import type { AccessEvent } from '../http/house.ts'

/** One statement, however many looks. */
export async function insertReads(db: Tx, batch: (AccessEvent & { at: string })[]): Promise<void> {
  await db.execute(sql`
    insert into access_log (at, user_id, via, route, status, entity_type, entity_ids, address, request_id)
    select (e->>'at')::timestamptz, (e->>'userId')::int, e->>'via', e->>'route', (e->>'status')::int, e->>'entityType',
      array(select jsonb_array_elements_text(e->'entityIds')::int), e->>'address', e->>'requestId'
    from jsonb_array_elements(${JSON.stringify(batch)}::jsonb) e`)
}
