import { sql } from 'drizzle-orm'
import type { NamedRecord } from '../../activity/lines.ts'
import type { Db } from '../../db/connection.ts'

export interface ReadableArchive extends Record<string, unknown> {
  id: number
  file: string
  sha256: string
  rows: number
  fromId: number
  toId: number
  fromAt: string
  toAt: string
  userIds: number[]
  actions: string[]
  isMoved: boolean
}

const time = (name: string) => sql.raw(`to_char(${name}, 'YYYY-MM-DD"T"HH24:MI:SS.US')`)

/** Through a function that anybody may ask who reads a trail: the table itself is the Admins'. */
export async function readableArchives(db: Db, trail: string, records: readonly NamedRecord[] | undefined): Promise<ReadableArchive[]> {
  const kinds = records && JSON.stringify(records.map(({ entityType }) => entityType))
  const ids = records && `{${records.map(({ entityId }) => entityId).join(',')}}`
  const { rows } = await db.execute<ReadableArchive>(sql`
    select id, file, sha256, rows, from_id::float8 as "fromId", to_id::float8 as "toId", ${time('from_at')} as "fromAt", ${time('to_at')} as "toAt",
      user_ids as "userIds", actions, is_moved as "isMoved"
    from archives_of(${trail}, ${kinds ? sql`array(select jsonb_array_elements_text(${kinds}::jsonb))` : sql`null`}, ${ids ?? null}::int[])`)
  return rows
}

/** Of these entries, how many stand in their table too. */
export async function countStanding(db: Db, trail: 'activity' | 'access', ids: readonly number[]): Promise<number> {
  const table = sql.identifier(trail === 'activity' ? 'activity_logs' : 'access_log')
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from ${table} where id = any(${`{${ids.join(',')}}`}::bigint[])`)
  return rows[0]?.count ?? 0
}

export interface Hidden extends Record<string, unknown> {
  role: string
  userId: number | null
  /** Of a patient who asks: their own lead, and the contact it became. */
  ownLead: number | null
  ownContact: number | null
  lead: number[]
  contact: number[]
  task: number[]
  appointment: number[]
}

/** Who asks, and which records are not theirs to know of. */
export async function findHidden(db: Db): Promise<Hidden> {
  const { rows } = await db.execute<Hidden>(sql`
    select current_user::text as role, current_user_id() as "userId", current_lead_id() as "ownLead",
      case when current_user = 'patient' then current_contact_id() end as "ownContact", hidden('lead') as lead, hidden('contact') as contact,
      hidden('task') as task, hidden('appointment') as appointment`)
  if (!rows[0]) throw new Error('Who asks is always one row')
  return rows[0]
}

export async function newestArchive(db: Db): Promise<number> {
  const { rows } = await db.execute<{ id: number | null }>(sql`
    select max(id) as id from (select id from archives_of('activity', null, null) union all select id from archives_of('access', null, null)) a`)
  return rows[0]?.id ?? 0
}
