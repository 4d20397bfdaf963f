import type pg from 'pg'

/** Held by the session: one backup of a database at a time, whoever asks for it. */
const lockNumber = 727_501

export async function backupLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [lockNumber])
  return rows[0]?.got === true
}

const rfc3339 = (time: string) => `to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

export interface Facts {
  now: string
  postgres: string
  systemId: string
  timeZone: string
}

export async function facts(client: pg.Client): Promise<Facts> {
  const { rows } = await client.query<Facts>(`select ${rfc3339('clock_timestamp()')} as now, current_setting('server_version') as postgres,
    (select system_identifier::text from pg_control_system()) as "systemId",
    coalesce((select time_zone from clinic_settings), 'UTC') as "timeZone"`)
  return one(rows)
}

/** An immediate checkpoint, so that the backup need not wait for the next one. Answers the segment that a restore begins with. */
export async function beginBackup(client: pg.Client, label: string): Promise<string> {
  const { rows } = await client.query<{ segment: string }>('select pg_walfile_name(pg_backup_start($1, fast => true)) as segment', [label])
  return one(rows).segment
}

export interface Ended {
  label: string
  stopLsn: string
  stopSegment: string
  stoppedAt: string
}

export async function endBackup(client: pg.Client): Promise<Ended> {
  const { rows } = await client.query<Ended>(
    `select labelfile as label, lsn::text as "stopLsn", pg_walfile_name(lsn) as "stopSegment", ${rfc3339('clock_timestamp()')} as "stoppedAt"
     from pg_backup_stop(wait_for_archive => false)`,
  )
  return one(rows)
}

/** Hands the present segment over to be archived. */
export async function switchSegment(client: pg.Client): Promise<void> {
  await client.query('select pg_switch_wal()')
}

function one<Row>(rows: Row[]): Row {
  const [row] = rows
  if (!row) throw new Error('PostgreSQL answered nothing')
  return row
}
