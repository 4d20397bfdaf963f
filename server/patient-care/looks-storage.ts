import { sql } from 'drizzle-orm'
import type { AccessLine, ActivityLine, NamedRecord } from '../activity/lines.ts'
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
  /** The entry of an export that tells whose it was, where it no longer stands in its table. */
  exporting: number | null
}
export interface LooksPage {
  limit: number
  after: { at: string; id: number } | undefined
  /** From archives: looks, and entries of exports. */
  looks?: readonly AccessLine[]
  exports?: readonly ActivityLine[]
}

/**
 * Looks that were answered, of others than the patient, and exports that took them along, newest first; the database shows
 * role `patient` only those at their own record.
 */
export async function findLooks(db: Db, { limit, after, looks = [], exports = [] }: LooksPage): Promise<FoundLook[]> {
  const { rows } = await db.execute<FoundLook>(sql`
    select s.id::float8 as id, ${timeAsText(sql`s.at`)} as at, s.at::text as "exactAt", u.first_name || ' ' || u.last_name as name, u.role, s.route,
      s.exporting
    from (select l.id, l.at, l.user_id, l.route, null::int as exporting from access_log l
        where (l.entity_type = 'lead' and l.entity_ids @> array[(select current_lead_id())]
            or l.entity_type = 'contact' and l.entity_ids @> array[(select current_contact_id())]
            or l.entity_types is not null and l.entity_ids && array[(select current_lead_id()), (select current_contact_id())])
          and l.via <> 'portal' and l.status < 400
      union all select (a->>0)::bigint, (a->>1)::timestamp, (a->>2)::int, a->>6, null from jsonb_array_elements(${JSON.stringify(looks)}::jsonb) a
        where not exists (select from access_log l where l.id = (a->>0)::bigint)
      union all select -e.id, e.at, coalesce(e.user_id, (a->>2)::int), 'GET /exports/', case when e.user_id is null and a is null then e.activity_id end
        from my_exports() e left join jsonb_array_elements(${JSON.stringify(exports)}::jsonb) a on (a->>0)::int = e.activity_id) s
    left join users u on u.id = s.user_id
    ${after === undefined ? sql`` : sql`where (s.at, s.id) < (${after.at}::timestamp, ${after.id}::bigint)`}
    order by s.at desc, s.id desc limit ${limit}`)
  return rows
}

/** The lead of the patient who asks, and the contact it became. */
export async function findOwnRecords(db: Db): Promise<NamedRecord[]> {
  const { rows } = await db.execute<NamedRecord & Record<string, unknown>>(sql`
    select kind as "entityType", number as "entityId" from (values ('lead', current_lead_id()), ('contact', current_contact_id())) r (kind, number)
    where number is not null`)
  return rows
}
