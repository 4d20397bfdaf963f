/** SQL of alarms and of the messages about them. */
import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../../db/connection.ts'
import { timeAsText } from '../../db/statement.ts'
import type { Alarm } from './alarms.ts'

const asTime = (at: Date) => sql`${at.toISOString().replace('Z', '')}::timestamp`

/** Two instances that look at the same moment come one after the other. */
export const holdAlarms = (db: Tx) => db.execute(sql`select pg_advisory_xact_lock(727503)`)

/** Alarms that stand now: new ones begin, what changed is said anew. Answers the ids of those that began. */
export async function beginAlarms(db: Tx, alarms: readonly Alarm[], now: Date): Promise<number[]> {
  const { rows } = await db.execute<{ id: number; isNew: boolean }>(sql`
    insert into alarms (kind, text, started_at)
    select kind, text, ${asTime(now)} from jsonb_to_recordset(${JSON.stringify(alarms)}::jsonb) as a(kind varchar, text text)
    on conflict (kind) where ended_at is null do update set text = excluded.text
    returning id, xmax = 0 as "isNew"`)
  return rows.filter(({ isNew }) => isNew).map(({ id }) => id)
}

/** Those that stand no more. Answers their ids. */
export async function endOthers(db: Tx, alarms: readonly Alarm[], now: Date): Promise<number[]> {
  const { rows } = await db.execute<{ id: number }>(sql`
    update alarms set ended_at = ${asTime(now)}
    where ended_at is null and kind <> all(array(select jsonb_array_elements(${JSON.stringify(alarms)}::jsonb)->>'kind')) returning id`)
  return rows.map(({ id }) => id)
}

export interface Receivers {
  emails: string[]
  webhookUrl: string | null
  /** Sealed. */
  webhookSecret: string | null
}

export async function findReceivers(db: Db): Promise<Receivers> {
  const { rows } = await db.execute<Receivers & Record<string, unknown>>(sql`
    select coalesce(nullif(alarm_emails, '{}'), array(select email::text from users where role = 'Admin' and is_active order by id)) as emails,
      alarm_webhook_url as "webhookUrl", alarm_webhook_secret as "webhookSecret"
    from (select 1) one left join operations_state on true`)
  return rows[0] ?? { emails: [], webhookUrl: null, webhookSecret: null }
}

export interface NewMessage {
  alarmId: number
  event: 'started' | 'ended'
  channel: 'mail' | 'webhook'
  receiver: string | null
}

export async function addMessages(db: Tx, messages: readonly NewMessage[]): Promise<number[]> {
  const { rows } = await db.execute<{ id: number }>(sql`
    insert into alarm_messages (alarm_id, event, channel, receiver)
    select m."alarmId", m.event, m.channel, m.receiver
    from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as m("alarmId" integer, event varchar, channel varchar, receiver varchar)
    returning id`)
  return rows.map(({ id }) => id)
}

export interface WaitingMessage extends Record<string, unknown> {
  id: number
  alarmId: number
  event: 'started' | 'ended'
  channel: 'mail' | 'webhook'
  receiver: string | null
  tries: number
  kind: string
  text: string
  startedAt: string
  endedAt: string | null
  language: 'en' | 'es' | null
  /** An earlier one about the same alarm has not arrived yet. */
  isAhead: boolean
}

/** Locked until it is away: two workers never send it both. Nothing once it was sent or given up. */
export async function lockMessage(db: Tx, id: number): Promise<WaitingMessage | undefined> {
  const { rows } = await db.execute<WaitingMessage>(sql`
    select m.id, m.alarm_id as "alarmId", m.event, m.channel, m.receiver, m.tries, a.kind, a.text,
      ${timeAsText(sql`a.started_at`)} as "startedAt", ${timeAsText(sql`a.ended_at`)} as "endedAt",
      (select p.language from users u join user_preferences p on p.user_id = u.id where lower(u.email) = lower(m.receiver) limit 1) as language,
      exists (select from alarm_messages e where e.alarm_id = m.alarm_id and e.channel = m.channel and e.id < m.id
        and e.receiver is not distinct from m.receiver and e.state = 'waiting') as "isAhead"
    from alarm_messages m join alarms a on a.id = m.alarm_id
    where m.id = ${id} and m.state = 'waiting' for update of m skip locked`)
  return rows[0]
}

export const noteTry = (db: Tx, id: number, { state, error }: { state: 'waiting' | 'sent' | 'dead'; error: string | null }, now: Date) =>
  db.execute(sql`update alarm_messages set state = ${state}, error = ${error}, tries = tries + 1,
    finished_at = case when ${state}::text <> 'waiting' then ${asTime(now)} end where id = ${id}`)

export interface AlarmRow extends Record<string, unknown> {
  id: number
  kind: string
  text: string
  startedAt: string
  endedAt: string | null
}

/** Those that stand, then the last that are over. */
export async function findAlarms(db: Db): Promise<AlarmRow[]> {
  const { rows } = await db.execute<AlarmRow>(sql`
    select id, kind, text, ${timeAsText(sql`started_at`)} as "startedAt", ${timeAsText(sql`ended_at`)} as "endedAt"
    from alarms order by ended_at is not null, started_at desc, id desc limit 20`)
  return rows
}

export interface DeadMessage extends Record<string, unknown> {
  id: number
  kind: string
  channel: 'mail' | 'webhook'
  tries: number
  error: string | null
  at: string
}

export async function findDead(db: Db): Promise<DeadMessage[]> {
  const { rows } = await db.execute<DeadMessage>(sql`
    select m.id, a.kind, m.channel, m.tries, m.error, ${timeAsText(sql`m.finished_at`)} as at
    from alarm_messages m join alarms a on a.id = m.alarm_id
    where m.state = 'dead' order by m.created_at desc limit 20`)
  return rows
}

/** What is over for three months is forgotten. */
export async function forgetOldAlarms(db: Tx, now: Date): Promise<void> {
  const old = sql`(select id from alarms where ended_at < ${asTime(now)} - interval '90 days')`
  await db.execute(sql`delete from alarm_messages where alarm_id in ${old}`)
  await db.execute(sql`delete from alarms where ended_at < ${asTime(now)} - interval '90 days'`)
}
