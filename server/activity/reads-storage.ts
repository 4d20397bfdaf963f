import { sql } from 'drizzle-orm'
import type { Tx } from '../db/connection.ts'

/** One statement, however many looks; each is the JSON text of an `AccessEvent` with the time it was `at`. */
export async function insertReads(db: Tx, batch: readonly string[]): Promise<void> {
  await db.execute(sql`
    insert into access_log (at, user_id, via, route, status, entity_type, entity_ids, entity_types, address, request_id)
    select (e->>'at')::timestamptz, (e->>'userId')::int, e->>'via', e->>'route', (e->>'status')::int, e->>'entityType',
      array(select jsonb_array_elements_text(e->'entityIds')::int), case when e ? 'entityTypes' then array(select jsonb_array_elements_text(e->'entityTypes')::varchar) end,
      e->>'address', e->>'requestId'
    from jsonb_array_elements(${`[${batch.join(',')}]`}::jsonb) e`)
}
