import { sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface FoundLook extends Record<string, unknown> {
  /** Below zero: of an export. */
  id: number
  at: string
  /** To the microsecond, for the next page. */
  exactAt: string
  name: string | null
  role: 'SDR' | 'Health Coach' | 'Admin' | null
  route: string
}

/**
 * Looks that were answered, of others than the patient, and exports that took them along, newest first; the database shows
 * role `patient` only those at their own record.
 */
export async function findLooks(db: Db, { limit, after }: { limit: number; after?: { at: string; id: number } }): Promise<FoundLook[]> {
  const { rows } = await db.execute<FoundLook>(sql`
    select s.id::float8 as id, ${timeAsText(sql`s.at`)} as at, s.at::text as "exactAt", u.first_name || ' ' || u.last_name as name, u.role, s.route
    from (select l.id, l.at, l.user_id, l.route from access_log l
        where (l.entity_type = 'lead' and l.entity_ids @> array[(select current_lead_id())]
            or l.entity_type = 'contact' and l.entity_ids @> array[(select current_contact_id())])
          and l.via <> 'portal' and l.status < 400
      union all select -e.id, e.at, e.user_id, 'GET /exports/' from my_exports() e) s
    left join users u on u.id = s.user_id
    ${after === undefined ? sql`` : sql`where (s.at, s.id) < (${after.at}::timestamp, ${after.id}::bigint)`}
    order by s.at desc, s.id desc limit ${limit}`)
  return rows
}
