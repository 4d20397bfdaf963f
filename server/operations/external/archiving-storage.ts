import { withOwner } from '../owner-storage.ts'

export interface Archiving {
  isOn: boolean
  /** The last piece of the log that PostgreSQL says it has handed over. */
  last: string | undefined
  /** Seconds until an unfinished piece is handed over; 0: never. */
  timeout: number
}

/** What the owner may know: the command itself is for superusers. */
export async function findArchiving(ownerUrl: string): Promise<Archiving> {
  return withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ mode: string; last: string | null; timeout: number }>(
      `select current_setting('archive_mode') as mode, last_archived_wal as last,
         (select setting::int from pg_settings where name = 'archive_timeout') as timeout from pg_stat_archiver`,
    )
    const [row] = rows
    return { isOn: row?.mode === 'on' || row?.mode === 'always', last: row?.last ?? undefined, timeout: row?.timeout ?? 0 }
  })
}

/** Which PostgreSQL it is, and of which major version. */
export async function findServer(ownerUrl: string): Promise<{ systemId: string; version: string }> {
  return withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ systemId: string; version: string }>(
      `select system_identifier::text as "systemId", (current_setting('server_version_num')::int / 10000)::text as version
       from pg_control_system()`,
    )
    return rows[0] ?? { systemId: '', version: '' }
  })
}

export async function findTimeZone(ownerUrl: string): Promise<string | undefined> {
  return withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ zone: string }>('select time_zone as zone from clinic_settings')
    return rows[0]?.zone
  })
}
