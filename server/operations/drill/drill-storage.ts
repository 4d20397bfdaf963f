import { withOwner } from '../owner-storage.ts'

export interface Mark {
  id: number
  at: Date
  /** Where in the write-ahead log it stands. */
  segment: string
}

/** The drill's own row is the mark. What an earlier drill left unfinished failed. */
export async function beginDrill(ownerUrl: string): Promise<Mark> {
  return withOwner(ownerUrl, async (client) => {
    await client.query(
      "update restore_drills set state = 'failed', error = 'It was interrupted', finished_at = now() where state = 'running'",
    )
    const { rows: made } = await client.query<{ id: number }>('insert into restore_drills default values returning id')
    const { rows } = await client.query<{ segment: string }>('select pg_walfile_name(pg_current_wal_lsn()) as segment')
    return { id: made[0]?.id ?? 0, at: new Date(), segment: rows[0]?.segment ?? '' }
  })
}

export interface DrillOutcome {
  state: 'passed' | 'failed'
  error: string | null
  backupId?: string
  restoreMs?: number
  lostMs?: number
  findings?: object
}

export async function endDrill(ownerUrl: string, id: number, outcome: DrillOutcome): Promise<void> {
  const { state, error, backupId = null, restoreMs = null, lostMs = null, findings = null } = outcome
  await withOwner(ownerUrl, (client) =>
    client.query(
      `update restore_drills set state = $2, error = $3, backup_id = $4, restore_ms = $5, lost_ms = $6, findings = $7, finished_at = now()
       where id = $1`,
      [id, state, error, backupId, restoreMs, lostMs, findings],
    ),
  )
}

export async function holdsMark(ownerUrl: string, id: number): Promise<boolean> {
  return withOwner(ownerUrl, async (client) => (await client.query('select from restore_drills where id = $1', [id])).rowCount === 1)
}
