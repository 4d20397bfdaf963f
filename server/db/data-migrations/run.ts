/**
 * Data migrations transform rows, a batch at a time, each batch with its progress in one transaction: killed anywhere,
 * the next run goes on where the last batch ended. They are run by hand, with the app running.
 */
import type pg from 'pg'
import { asOwner, connectOwner } from '../owner.ts'

export interface DataMigration {
  name: string
  /** What it does, for the person who runs it. */
  about: string
  /** Works on the next rows, by id; nothing when there are none left. Logs what it changes, like any other change. */
  workOn(owner: pg.ClientBase, rows: { after: number; atMost: number }): Promise<Batch | undefined>
}
export interface Batch {
  lastId: number
  seen: number
  changed: number
}
export interface Outcome {
  seen: number
  changed: number
  state: 'finished' | 'finished before' | 'would change'
}
interface Asked {
  mode: 'write' | 'dry run'
  batchSize?: number
  onBatch?: (batch: Batch) => void
}

interface Progress {
  lastId: number
  seen: number
  changed: number
  finished: boolean
}

const progressTable = `CREATE TABLE IF NOT EXISTS drizzle.data_migrations (
  name text PRIMARY KEY, last_id integer NOT NULL DEFAULT 0, seen integer NOT NULL DEFAULT 0, changed integer NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL DEFAULT now(), finished_at timestamptz)`

export async function runDataMigration(ownerUrl: string, migration: DataMigration, asked: Asked): Promise<Outcome> {
  await asOwner(ownerUrl, (owner) => owner.query(progressTable))
  const owner = await connectOwner(ownerUrl)
  try {
    return asked.mode === 'write' ? await write(owner, migration, asked) : await tryOut(owner, migration, asked)
  } finally {
    await owner.end()
  }
}

async function write(owner: pg.ClientBase, migration: DataMigration, { batchSize = 1000, onBatch }: Asked): Promise<Outcome> {
  await owner.query('INSERT INTO drizzle.data_migrations (name) VALUES ($1) ON CONFLICT DO NOTHING', [migration.name])
  for (let isFirst = true; ; isFirst = false) {
    await begin(owner)
    const progress = await lockProgress(owner, migration.name)
    if (progress.finished) {
      await owner.query('ROLLBACK')
      return { seen: progress.seen, changed: progress.changed, state: isFirst ? 'finished before' : 'finished' }
    }
    const batch = await migration.workOn(owner, { after: progress.lastId, atMost: batchSize })
    await noteProgress(owner, migration.name, batch)
    await owner.query('COMMIT')
    if (batch) onBatch?.(batch)
  }
}

/** Every batch is done and rolled back, so that what it says is what a run would do. */
async function tryOut(owner: pg.ClientBase, migration: DataMigration, { batchSize = 1000, onBatch }: Asked): Promise<Outcome> {
  const total = { seen: 0, changed: 0 }
  for (let after = 0; ; ) {
    await begin(owner)
    const batch = await migration.workOn(owner, { after, atMost: batchSize })
    await owner.query('ROLLBACK')
    if (!batch) return { ...total, state: 'would change' }
    after = batch.lastId
    total.seen += batch.seen
    total.changed += batch.changed
    onBatch?.(batch)
  }
}

/** A lock that others hold ends the run instead of holding them up; the next run goes on. */
async function begin(owner: pg.ClientBase): Promise<void> {
  await owner.query("BEGIN; SET LOCAL lock_timeout = '2s'; SET LOCAL app.bulk = 'on'")
}

/** Two that run at once take turns. */
async function lockProgress(owner: pg.ClientBase, name: string): Promise<Progress> {
  const { rows } = await owner.query<Progress>(
    `SELECT last_id AS "lastId", seen, changed, finished_at IS NOT NULL AS finished FROM drizzle.data_migrations WHERE name = $1 FOR UPDATE`,
    [name],
  )
  if (!rows[0]) throw new Error(`The progress of ${name} is gone`)
  return rows[0]
}

async function noteProgress(owner: pg.ClientBase, name: string, batch: Batch | undefined): Promise<void> {
  if (!batch) {
    await owner.query('UPDATE drizzle.data_migrations SET finished_at = now() WHERE name = $1', [name])
    return
  }
  await owner.query('UPDATE drizzle.data_migrations SET last_id = $2, seen = seen + $3, changed = changed + $4 WHERE name = $1', [
    name,
    batch.lastId,
    batch.seen,
    batch.changed,
  ])
}
