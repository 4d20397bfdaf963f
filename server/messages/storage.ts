/** SQL of the messages. Who may see what is row-level security (`531-messages.sql`). */
import { type SQL, sql } from 'drizzle-orm'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface Page {
  limit: number
  before?: number
}
interface Row extends Record<string, unknown> {
  id: number
  json: string
}

const attached = (columns: SQL) => sql`coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type,
  'bytes', f.bytes, ${columns} 'createdAt', ${timeAsText(sql`f.created_at`)}) order by f.created_at, f.id) from files f where f.message_id = m.id), '[]'::json)`

const staffJson = sql`json_build_object('id', m.id, 'userId', m.user_id, 'body', m.body, 'createdAt', ${timeAsText(sql`m.created_at`)},
  'readAt', ${timeAsText(sql`m.read_at`)}, 'readById', m.read_by_id,
  'files', ${attached(sql`'userId', f.user_id, 'messageId', f.message_id,`)})::text`
const ownJson = sql`json_build_object('id', m.id, 'author', case when m.user_id is null then null else
    coalesce((select u.first_name || ' ' || u.last_name from users u where u.id = m.user_id), '') end,
  'body', m.body, 'createdAt', ${timeAsText(sql`m.created_at`)}, 'readAt', ${timeAsText(sql`m.read_at`)},
  'files', ${attached(sql``)})::text`

/** Newest first; `before` is the id to go on from. */
async function findMessages(db: Db, leadId: number, { json, page: { limit, before } }: { json: SQL; page: Page }) {
  const { rows } = await db.execute<Row>(sql`select m.id, ${json} as json from messages m
    where m.lead_id = ${leadId}${before === undefined ? sql`` : sql` and m.id < ${before}`} order by m.id desc limit ${limit}`)
  return rows
}
export const messagesForStaff = (db: Db, leadId: number, page: Page) => findMessages(db, leadId, { json: staffJson, page })
export const messagesForPatient = (db: Db, leadId: number, page: Page) => findMessages(db, leadId, { json: ownJson, page })

async function messageAs(db: Db, id: number, json: SQL): Promise<string> {
  const { rows } = await db.execute<{ json: string }>(sql`select ${json} as json from messages m where m.id = ${id}`)
  return (rows[0] as { json: string }).json
}
export const messageForStaff = (db: Db, id: number) => messageAs(db, id, staffJson)
export const messageForPatient = (db: Db, id: number) => messageAs(db, id, ownJson)

export async function insertMessage(
  db: Tx,
  { leadId, userId, body }: { leadId: number; userId: number | null; body: string },
): Promise<number> {
  const { rows } = await db.execute<{ id: number }>(
    userId === null
      ? sql`insert into messages (lead_id, body) values (${leadId}, ${body}) returning id`
      : sql`insert into messages (lead_id, user_id, body) values (${leadId}, ${userId}, ${body}) returning id`,
  )
  return (rows[0] as { id: number }).id
}

/** Files of the same side that belong to no message yet; answers how many there were. */
export async function attachFiles(
  db: Tx,
  message: { id: number; leadId: number; userId: number | null },
  ids: readonly string[],
): Promise<number> {
  const { rows } = await db.execute(sql`update files set message_id = ${message.id} where message_id is null and lead_id = ${message.leadId}
    and user_id is not distinct from ${message.userId}::integer
    and id = any(array(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)) returning id`)
  return rows.length
}

/** Marks what the patient wrote; answers how many were new. */
export async function readByStaff(db: Tx, leadId: number, { userId, now }: { userId: number; now: Date }): Promise<number> {
  const { rows } = await db.execute(sql`update messages set read_at = ${asTime(now)}, read_by_id = ${userId}
    where lead_id = ${leadId} and user_id is null and read_at is null returning id`)
  return rows.length
}
export async function readByPatient(db: Tx, leadId: number, now: Date): Promise<number> {
  const { rows } = await db.execute(sql`update messages set read_at = ${asTime(now)}
    where lead_id = ${leadId} and user_id is not null and read_at is null returning id`)
  return rows.length
}

export async function unreadOfPatient(db: Db, leadId: number): Promise<{ unread: number; replyHours: number }> {
  const { rows } = await db.execute<{ unread: number; replyHours: number }>(sql`select reply_hours as "replyHours",
    (select count(*) from messages where lead_id = ${leadId} and user_id is not null and read_at is null)::integer as unread from clinic_settings`)
  return rows[0] ?? { unread: 0, replyHours: 24 }
}

/** Whether it is the first message from the clinic that they have not read: one letter says so for all. */
export async function isFirstUnread(db: Db, leadId: number, messageId: number): Promise<boolean> {
  const { rows } = await db.execute<{ first: boolean }>(sql`select not exists (select from messages
    where lead_id = ${leadId} and user_id is not null and read_at is null and id < ${messageId}) as first`)
  return rows[0]?.first === true
}

const asTime = (at: Date) => sql`${at.toISOString().replace('Z', '')}::timestamp`
