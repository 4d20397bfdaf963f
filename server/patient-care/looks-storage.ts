import { sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface FoundLook extends Record<string, unknown> {
  id: number
  at: string
  name: string | null
  role: 'SDR' | 'Health Coach' | 'Admin' | null
  route: string
}

/** Looks that were answered, of others than the patient; the database shows role `patient` only those at their own record. */
export async function findLooks(db: Db, { limit, before }: { limit: number; before?: number }): Promise<FoundLook[]> {
  const { rows } = await db.execute<FoundLook>(sql`
    select l.id::float8 as id, ${timeAsText(sql`l.at`)} as at, u.first_name || ' ' || u.last_name as name, u.role, l.route
    from access_log l left join users u on u.id = l.user_id
    where (l.entity_type = 'lead' and l.entity_ids @> array[(select current_lead_id())]
        or l.entity_type = 'contact' and l.entity_ids @> array[(select current_contact_id())]
        or l.entity_types is not null and l.entity_ids && array[(select current_lead_id()), (select current_contact_id())])
      and l.via <> 'portal' and l.status < 400 ${before === undefined ? sql`` : sql`and l.id < ${before}`}
    order by l.id desc limit ${limit}`)
  return rows
}
