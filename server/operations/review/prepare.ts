/** Brings the backups up to the asked time in a scratch place, and takes one person's record from there. */
import { type Database, readAs, system, writeAs } from '../../db/actor.ts'
import { compile } from '../../db/statement.ts'
import type { Jobs } from '../../jobs/jobs.ts'
import { withOwner } from '../owner-storage.ts'
import { reviewQueue } from './review.ts'
import { findReview, forgetOldReviews, storeFailure, storeFound } from './review-storage.ts'
import { type Snapshot, snapshotQuery } from './snapshot-storage.ts'

/** Asks a copy of the whole database as of then, which is gone afterwards; whosever backups it is made of. */
export type LookBack = <Answer>(at: Date, ask: (ownerUrl: string) => Promise<Answer>) => Promise<Answer>

export interface Preparing {
  database: Database
  lookBack: LookBack
}

/** Before the jobs start. */
export function reviewJobs(jobs: Jobs, preparing: Preparing): void {
  const longest = { retries: 0, longestSeconds: 4 * 60 * 60 }
  jobs.work<{ id: number }>(reviewQueue, ({ id }) => prepareReview(preparing, id), longest)
  jobs.schedule('operations.forget-reviews', '17 * * * *', () => forgetReviews(preparing.database))
}

export async function prepareReview({ database, lookBack }: Preparing, id: number): Promise<void> {
  const review = await readAs(database, system, (db) => findReview(db, id))
  if (review?.state !== 'preparing') return
  try {
    const { text, params } = compile(snapshotQuery(review.entityType, review.entityId))
    const snapshot = await lookBack(new Date(review.asOf), (url) =>
      withOwner(url, async (client) => (await client.query<{ snapshot: Snapshot }>(text, params)).rows[0]?.snapshot ?? {}),
    )
    if (!snapshot[review.entityType]?.length) throw new Error('There was no such record at that time')
    await writeAs(database, system, (db) => storeFound(db, id, snapshot))
  } catch (error) {
    await writeAs(database, system, (db) => storeFailure(db, id, error instanceof Error ? error.message : String(error)))
  }
}

const forgetReviews = (database: Database) => writeAs(database, system, async (db) => void (await forgetOldReviews(db)))
