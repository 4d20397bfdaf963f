/** Work on a list is done by one worker at a time, and ends early on purpose only in ways the person is told of. */
import { policy } from '../../shared/policy.ts'
import { type Bulk, inBulk } from '../db/bulk.ts'
import type { Db } from '../db/connection.ts'
import type { OpenDatabase } from '../db/open.ts'
import { findImport, findWorker, type ImportRow, takeList } from './storage.ts'

export type Work = { database: OpenDatabase; row: ImportRow; userId: number; signal: AbortSignal }

/** Work that ends on purpose; the message is for the person who started it. */
export class StoppedWork extends Error {
  override name = 'StoppedWork'
}

/** Does nothing when another worker has the list, or has ended the work meanwhile. */
export async function alone(work: Work, act: (bulk: Bulk, work: Work) => Promise<void>): Promise<void> {
  await inBulk(work.database, work.userId, async (bulk) => {
    if (!(await takeList(bulk.db, work.row.id))) return
    const now = await findImport(bulk.db, work.row.id)
    if (now?.state === work.row.state) await act(bulk, work)
  })
}

/** The person may have lost the right, or asked to stop, while the work went on; or the server is being stopped. */
export async function refuseStopped(db: Db, { row, userId, signal }: Work): Promise<void> {
  signal.throwIfAborted()
  const now = await findImport(db, row.id)
  if (now?.stopAsked) throw new StoppedWork('It was stopped. Nothing was changed.')
  const worker = await findWorker(db, userId)
  if (!worker?.isActive || !policy.import.create({ userId, role: worker.role }, row.kind)) {
    throw new StoppedWork('Whoever started it may no longer do so. Nothing was changed.')
  }
}
