/** SQL of notices by mail. */
import { sql } from 'drizzle-orm'
import type { Language } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'

const asTime = (at: Date) => sql`${at.toISOString().replace('Z', '')}::timestamp`

/** Wanted by mail, not yet mailed, and not read in the app meanwhile. */
const waiting = (since: Date) => sql`from notifications n
  join notification_preferences p on p.user_id = n.user_id and p.kind = n.kind and p.by_mail
  join users u on u.id = n.user_id and u.is_active
  where n.mailed_at is null and n.read_at is null and n.created_at > ${asTime(since)}`

/** People whose oldest waiting notice has waited long enough for others to join it. */
export async function findWhoWaits(db: Db, { since, until }: { since: Date; until: Date }): Promise<number[]> {
  const { rows } = await db.execute<{ id: number }>(
    sql`select n.user_id as id ${waiting(since)} group by n.user_id having min(n.created_at) <= ${asTime(until)}`,
  )
  return rows.map(({ id }) => id)
}

export interface Waiting {
  ids: number[]
  email: string
  firstName: string
  language: Language | null
}

/** Locked until the letter is away: two workers never send it both. */
export async function lockWaiting(db: Tx, userId: number, since: Date): Promise<Waiting | undefined> {
  const { rows } = await db.execute<{ id: number; email: string; firstName: string; language: Language | null }>(sql`
    select n.id::integer as id, u.email, u.first_name as "firstName",
      (select f.language from user_preferences f where f.user_id = u.id) as language
    ${waiting(since)} and n.user_id = ${userId} order by n.id for update of n skip locked`)
  const [first] = rows
  return first && { ids: rows.map(({ id }) => id), email: first.email, firstName: first.firstName, language: first.language }
}

export const noteMailed = (db: Tx, ids: readonly number[], now: Date) =>
  db.execute(sql`update notifications set mailed_at = ${asTime(now)}
    where id = any(array(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::bigint))`)
