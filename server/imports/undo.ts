/** Taking an import back, in one transaction: what nobody has worked on since goes, the rest stays and is named. */
import type { Bulk } from '../db/bulk.ts'
import { refuseStopped, type Work } from './alone.ts'
import { trackProgress } from './progress.ts'
import { announceList, updateImport } from './storage.ts'
import { emptyFilled, lastImportedLine, noteKept, removeCreated } from './undo-storage.ts'

/** Small enough that the progress moves, and that "Stop" is soon heard. */
const sliceRows = 5_000

export async function undoImport({ db }: Bulk, work: Work): Promise<void> {
  const { row, userId, database } = work
  const progress = trackProgress(database, row.id)
  const last = await lastImportedLine(db, row.id)
  const undone = { removed: 0, emptied: 0, kept: 0 }
  for (let from = 0; from < last; from += sliceRows) {
    await refuseStopped(db, work)
    const slice = { importId: row.id, kind: row.kind, userId, from, to: from + sliceRows }
    undone.emptied += await emptyFilled(db, slice)
    undone.removed += await removeCreated(db, slice)
    await progress.at(Math.min(from + sliceRows, row.rows))
  }
  undone.kept = await noteKept(db, row.id, row.kind)
  await progress.end()
  await updateImport(db, row.id, { state: 'undone', undone, progress: row.rows })
  await announceList(db, { id: row.id, userId, action: 'undone', facts: undone })
}
