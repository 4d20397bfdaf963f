/** SQL of the page about backups and drills. */
import { sql } from 'drizzle-orm'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface Run extends Record<string, unknown> {
  id: number
  startedAt: string
  finishedAt: string | null
  state: 'running' | 'done' | 'failed'
  bytes: number | null
  error: string | null
}

const times = sql`${timeAsText(sql`started_at`)} as "startedAt", ${timeAsText(sql`finished_at`)} as "finishedAt"`

export async function findRuns(db: Db): Promise<Run[]> {
  const { rows } = await db.execute<Run>(sql`
    select id, ${times}, state, bytes::float8 as bytes, error from backup_runs order by started_at desc, id desc limit 10`)
  return rows
}

export interface Drill extends Record<string, unknown> {
  id: number
  startedAt: string
  finishedAt: string | null
  state: 'running' | 'passed' | 'failed'
  place: string | null
  restoreMs: number | null
  lostMs: number | null
  rows: number | null
  indexes: number | null
  foreignKeys: number | null
  error: string | null
}

export async function findDrills(db: Db): Promise<Drill[]> {
  const { rows } = await db.execute<Drill>(sql`
    select id, ${times}, state, findings->>'place' as place, restore_ms as "restoreMs", lost_ms as "lostMs",
      (select sum(value::int)::int from jsonb_each_text(findings->'rows')) as rows,
      (findings->>'indexes')::int as indexes, (findings->>'foreignKeys')::int as "foreignKeys", error
    from restore_drills order by started_at desc, id desc limit 30`)
  return rows
}

export async function findIsKeyWrittenDown(db: Db): Promise<boolean> {
  const { rows } = await db.execute<{ is: boolean }>(sql`select is_key_written_down as is from operations_state`)
  return rows[0]?.is ?? false
}

export const storeKeyWrittenDown = (db: Tx) =>
  db.execute(sql`insert into operations_state (id, is_key_written_down) values (1, true)
    on conflict (id) do update set is_key_written_down = true`)

export interface AlarmSettingsRow extends Record<string, unknown> {
  emails: string[]
  webhookUrl: string | null
}

export async function findAlarmSettings(db: Db): Promise<AlarmSettingsRow> {
  const { rows } = await db.execute<AlarmSettingsRow>(sql`
    select alarm_emails as emails, alarm_webhook_url as "webhookUrl" from operations_state`)
  return rows[0] ?? { emails: [], webhookUrl: null }
}

export const storeAlarmEmails = (db: Tx, emails: readonly string[]) =>
  db.execute(sql`insert into operations_state (id, alarm_emails)
    values (1, array(select jsonb_array_elements_text(${JSON.stringify(emails)}::jsonb)))
    on conflict (id) do update set alarm_emails = excluded.alarm_emails`)

/** The secret is sealed; without a URL there is none. */
export const storeWebhook = (db: Tx, { url, secret }: { url: string | null; secret: string | null }) =>
  db.execute(sql`insert into operations_state (id, alarm_webhook_url, alarm_webhook_secret) values (1, ${url}, ${secret})
    on conflict (id) do update set alarm_webhook_url = excluded.alarm_webhook_url, alarm_webhook_secret = excluded.alarm_webhook_secret`)

/** One that is over as it begins. */
export async function addPractice(db: Tx, text: string): Promise<number> {
  const { rows } = await db.execute<{ id: number }>(sql`
    insert into alarms (kind, text, started_at, ended_at) values ('practice', ${text}, now(), now()) returning id`)
  return rows[0]?.id ?? 0
}
