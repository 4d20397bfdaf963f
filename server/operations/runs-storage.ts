import { withOwner } from './owner-storage.ts'

/** Backups that a killed process left unfinished are failures. */
export async function beginRun(ownerUrl: string): Promise<number> {
  return withOwner(ownerUrl, async (client) => {
    await client.query("update backup_runs set state = 'failed', error = 'It was interrupted', finished_at = now() where state = 'running'")
    const { rows } = await client.query<{ id: number }>('insert into backup_runs default values returning id')
    return rows[0]?.id ?? 0
  })
}

export interface RunOutcome {
  state: 'done' | 'failed'
  backupId?: string
  bytes?: number
  error?: string
}

export async function endRun(ownerUrl: string, id: number, { state, backupId, bytes, error }: RunOutcome): Promise<void> {
  await withOwner(ownerUrl, (client) =>
    client.query('update backup_runs set state = $2, backup_id = $3, bytes = $4, error = $5, finished_at = now() where id = $1', [
      id,
      state,
      backupId ?? null,
      bytes ?? null,
      error ?? null,
    ]),
  )
}

/** It came to nothing because another one was under way. */
export async function forgetRun(ownerUrl: string, id: number): Promise<void> {
  await withOwner(ownerUrl, (client) => client.query('delete from backup_runs where id = $1', [id]))
}

export interface Known {
  timeline: number
  archiveFails: boolean
  lastRun: { state: 'running' | 'done' | 'failed'; error: string | null; id?: number } | undefined
  /** Of the last of each place the worst. */
  lastDrill: { state: 'running' | 'passed' | 'failed'; startedAt: Date; error: string | null } | undefined
}

/** What the database knows about its own keeping. */
export async function findKnown(ownerUrl: string): Promise<Known> {
  return withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<Pick<Known, 'timeline' | 'archiveFails'>>(
      `select (select timeline_id from pg_control_checkpoint()) as timeline,
         coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) as "archiveFails" from pg_stat_archiver`,
    )
    const { rows: runs } = await client.query<NonNullable<Known['lastRun']>>(
      "select id, state, error from backup_runs where state <> 'running' order by started_at desc, id desc limit 1",
    )
    const { rows: drills } = await client.query<NonNullable<Known['lastDrill']>>(
      `select state, at as "startedAt", error from (
         (select state, started_at as at, error from restore_drills where state <> 'running' order by started_at desc limit 1)
         union all
         (select distinct on (findings->>'place') state, started_at, error from restore_drills
          where state <> 'running' and findings->>'place' is not null and started_at > now() - interval '3 days'
          order by findings->>'place', started_at desc)) each
       order by state = 'failed' desc, at desc limit 1`,
    )
    return { timeline: rows[0]?.timeline ?? 0, archiveFails: rows[0]?.archiveFails ?? false, lastRun: runs[0], lastDrill: drills[0] }
  })
}

/** The backup that a drill of this place has restored last and found sound. */
export async function findGood(ownerUrl: string, place: string): Promise<string | undefined> {
  return withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ good: string }>(
      `select backup_id as good from restore_drills where state = 'passed' and backup_id is not null and findings->>'place' = $1
       order by started_at desc limit 1`,
      [place],
    )
    return rows[0]?.good
  })
}
