/** SQL of calendar files and feeds. */
import { sql } from 'drizzle-orm'
import type { UserRole } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface FileRow extends Record<string, unknown> {
  id: number
  uid: string
  sequence: number
  scheduledAt: string
  duration: number
  status: string
  meetingLink: string | null
  firstName: string | null
  lastName: string | null
  changedAt: string
}

const rows = sql`select a.id, d.uid, d.sequence, ${timeAsText(sql`a.scheduled_at`)} as "scheduledAt", a.duration, a.status,
    a.meeting_link as "meetingLink", coalesce(c.first_name, l.first_name) as "firstName", coalesce(c.last_name, l.last_name) as "lastName",
    ${timeAsText(sql`coalesce(a.updated_at, a.created_at, now()::timestamp)`)} as "changedAt"
  from appointments a join appointment_details d on d.appointment_id = a.id
    left join leads l on l.id = a.lead_id left join contacts c on c.id = a.contact_id`

export async function findFileRow(db: Db, id: number): Promise<FileRow | undefined> {
  return (await db.execute<FileRow>(sql`${rows} where a.id = ${id}`)).rows[0]
}

/** A month back and a year ahead. */
export async function feedRows(db: Db, userId: number, now: Date): Promise<FileRow[]> {
  const at = now.toISOString()
  const { rows: found } = await db.execute<FileRow>(sql`${rows} where a.user_id = ${userId}
    and a.scheduled_at between ${at}::timestamp - interval '31 days' and ${at}::timestamp + interval '366 days'
    order by a.scheduled_at, a.id limit 10000`)
  return found
}

export interface FoundFeed extends Record<string, unknown> {
  userId: number
  role: UserRole
  /** Seconds since it was last read. */
  restedFor: number | null
}

/** The active user behind a secret. */
export async function findFeed(db: Db, tokenHash: string, now: Date): Promise<FoundFeed | undefined> {
  const { rows: found } = await db.execute<FoundFeed>(sql`
    select f.user_id as "userId", u.role, extract(epoch from ${now.toISOString()}::timestamp - f.last_read_at)::float8 as "restedFor"
    from calendar_feeds f join users u on u.id = f.user_id where f.token_hash = ${tokenHash} and u.is_active`)
  return found[0]
}

export async function noteFeedRead(db: Tx, userId: number, now: Date): Promise<void> {
  await db.execute(sql`update calendar_feeds set last_read_at = ${now.toISOString()}::timestamp where user_id = ${userId}`)
}

export async function ownFeed(db: Db, userId: number): Promise<{ createdAt: string; lastReadAt: string | null } | undefined> {
  const { rows: found } = await db.execute<{ createdAt: string; lastReadAt: string | null }>(sql`
    select ${timeAsText(sql`created_at`)} as "createdAt", ${timeAsText(sql`last_read_at`)} as "lastReadAt"
    from calendar_feeds where user_id = ${userId}`)
  return found[0]
}

/** Takes the place of an earlier address. */
export async function putFeed(db: Tx, userId: number, tokenHash: string, now: Date): Promise<void> {
  const at = now.toISOString()
  await db.execute(sql`insert into calendar_feeds (user_id, token_hash, created_at) values (${userId}, ${tokenHash}, ${at}::timestamp)
    on conflict (user_id) do update set token_hash = excluded.token_hash, created_at = excluded.created_at, last_read_at = null`)
}

export async function dropFeed(db: Tx, userId: number): Promise<boolean> {
  return (await db.execute(sql`delete from calendar_feeds where user_id = ${userId} returning user_id`)).rows.length > 0
}
