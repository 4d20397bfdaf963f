/** SQL of verifications and of what the alarms ask. */
import type pg from 'pg'
import type { Verdict } from './verify.ts'

/** What an earlier process left unfinished failed. */
export async function beginCheck(client: pg.ClientBase): Promise<number> {
  await client.query(
    `update audit_checks set state = 'failed', fault = 'It was interrupted', finished_at = now()
     where state = 'running' and started_at < now() - interval '4 hours'`,
  )
  const { rows } = await client.query<{ id: number }>('insert into audit_checks default values returning id')
  return rows[0]?.id ?? 0
}

export async function endCheck(client: pg.ClientBase, id: number, { seals, rows, fault }: Verdict): Promise<void> {
  await client.query('update audit_checks set state = $2, seals = $3, rows = $4, fault = $5, finished_at = now() where id = $1', [
    id,
    fault === undefined ? 'passed' : 'failed',
    seals,
    rows,
    fault ?? null,
  ])
}

/** Once a day. */
export async function isCheckDue(client: pg.ClientBase): Promise<boolean> {
  const { rowCount } = await client.query("select from audit_checks where started_at > now() - interval '23 hours 30 minutes' limit 1")
  return rowCount === 0
}

export interface AuditFacts {
  lastCheck: { state: 'passed' | 'failed'; startedAt: Date; fault: string | null } | undefined
  /** When the oldest row that no seal covers was written. */
  unsealedSince: Date | undefined
}

export async function findAuditFacts(client: pg.ClientBase): Promise<AuditFacts> {
  const { rows: checks } = await client.query<NonNullable<AuditFacts['lastCheck']>>(
    `select state, started_at as "startedAt", fault from audit_checks where state <> 'running' order by started_at desc, id desc limit 1`,
  )
  const { rows } = await client.query<{ since: Date | null }>(
    `select least(
       (select created_at from activity_logs where id > coalesce((select max(to_id) from audit_seals where trail = 'activity'), 0) order by id limit 1),
       (select at from access_log where id > coalesce((select max(to_id) from audit_seals where trail = 'access'), 0) order by id limit 1)) as since`,
  )
  return { lastCheck: checks[0], unsealedSince: rows[0]?.since ?? undefined }
}

/** The signed statement goes to those who keep it elsewhere, if the clinic wishes so. */
export async function anchorReaders(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ email: string }>(
    `select u.email from users u, audit_settings s where s.mail_anchor and u.role = 'Admin' and u.is_active order by u.id`,
  )
  return rows.map(({ email }) => email)
}
