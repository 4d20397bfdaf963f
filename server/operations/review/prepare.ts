/** Brings the backups up to the asked time in a scratch place, and takes one person's record from there. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type Database, readAs, system, writeAs } from '../../db/actor.ts'
import { compile } from '../../db/statement.ts'
import type { Log } from '../../log.ts'
import { withOwner } from '../owner-storage.ts'
import { findPlan } from '../restore/find-plan.ts'
import { forgetScratch, restoreInto } from '../restore/scratch.ts'
import type { BackupKey } from '../seal/backup-key.ts'
import type { Store } from '../stores/store.ts'
import { findReview, forgetOldReviews, storeFailure, storeFound } from './review-storage.ts'
import { type Person, type Snapshot, snapshotQuery } from './snapshot-storage.ts'

export interface Preparing {
  database: Database
  dataDir: string
  stores: readonly Store[]
  key: BackupKey
  log: Log
}

export async function prepareReview(preparing: Preparing, id: number): Promise<void> {
  const { database } = preparing
  const review = await readAs(database, system, (db) => findReview(db, id))
  if (review?.state !== 'preparing') return
  try {
    const snapshot = await snapshotAt(preparing, { kind: review.entityType, id: review.entityId, at: new Date(review.asOf) })
    if (!snapshot[review.entityType]?.length) throw new Error('There was no such record at that time')
    await writeAs(database, system, (db) => storeFound(db, id, snapshot))
  } catch (error) {
    await writeAs(database, system, (db) => storeFailure(db, id, error instanceof Error ? error.message : String(error)))
  }
}

export const forgetReviews = (database: Database) => writeAs(database, system, async (db) => void (await forgetOldReviews(db)))

async function snapshotAt(
  { dataDir, stores, key, log }: Preparing,
  { kind, id, at }: { kind: Person; id: number; at: Date },
): Promise<Snapshot> {
  const plan = await findPlan(stores, key, at)
  const home = join(dataDir, `review-${randomUUID().slice(0, 8)}`)
  try {
    // What has not been shipped yet is beside us.
    const restored = await restoreInto({ plan, key, home, ownLog: join(dataDir, 'postgres', 'pg_wal'), log, memory: 'small' })
    try {
      const { text, params } = compile(snapshotQuery(kind, id))
      const { rows } = await withOwner(restored.ownerUrl, (client) => client.query<{ snapshot: Snapshot }>(text, params))
      return rows[0]?.snapshot ?? {}
    } finally {
      await restored.server.stop()
    }
  } finally {
    await forgetScratch(home)
  }
}
