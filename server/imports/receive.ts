/** A list arriving: read once as it comes, kept in pieces; never whole in memory, never holding a connection meanwhile. */
import { type ImportKind, type ImportSettings } from '#shared/imports'
import { policy } from '../../shared/policy.ts'
import { logActivity } from '../activity/activity.ts'
import { writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { forbidden, found } from '../http/errors.ts'
import { type Arrival, type ArrivedList, openArrival } from './arrival.ts'
import { addChunks, type Chunk } from './chunk-storage.ts'
import { proposeSettings } from './proposal.ts'
import { profiler } from './reading/profile.ts'
import { type ImportRow, insertImport, removeImport, updateImport } from './storage.ts'

const chunksAtOnce = 8

/** Answers once and for all what a list has become: by `keep`, or as it was answered before, when this one is not kept. */
type Answering<T> = (db: Tx, keep: () => Promise<ImportRow>) => Promise<T>

export async function receiveList<T>(arrival: Arrival, kind: ImportKind, answer: Answering<T>): Promise<T> {
  const { database, actor, file } = arrival
  if (!policy.import.create(actor, kind)) throw forbidden(`Your role does not add ${kind}.`)
  const list = await openArrival(arrival)
  const id = await writeAs(database, actor, (db) =>
    insertImport(db, { kind, fileName: file.fileName, columns: [], settings: undecided, createdById: actor.userId }),
  )
  try {
    const profile = profiler(list.headers.length)
    const rows = await keepRows(arrival, id, list, profile.add)
    const profiles = profile.columns()
    const columns = list.headers.flatMap((column, at) => (profiles[at] ? [{ column, profile: profiles[at] }] : []))
    const settings = await proposeSettings(database, actor, { kind, columns })
    return await writeAs(database, actor, async (db) => {
      let isKept = false
      const answered = await answer(db, async () => {
        isKept = true
        logActivity(db, { entityType: 'import', entityId: id, action: 'uploaded', userId: actor.userId, details: { rows } })
        return found(await updateImport(db, id, { state: 'draft', rows, columns, settings }), 'Import')
      })
      if (!isKept) await removeImport(db, id)
      return answered
    })
  } catch (error) {
    await writeAs(database, actor, (db) => removeImport(db, id))
    throw error
  }
}

/** Answers the number of rows. */
async function keepRows({ database, actor }: Arrival, id: number, list: ArrivedList, look: (cells: string[]) => void): Promise<number> {
  let waiting: Chunk[] = []
  let storing: Promise<unknown> = Promise.resolve()
  let rows = 0
  let number = 0
  const keep = async () => {
    await storing
    const chunks = waiting
    waiting = []
    // Kept while the next rows are read; a failure surfaces at the next turn.
    storing = writeAs(database, actor, (db) => addChunks(db, id, chunks))
    storing.catch(() => undefined)
  }
  for await (const batch of list.batches) {
    rows += batch.length
    for (const row of batch) look(row.cells)
    waiting.push({ number: ++number, rows: batch })
    if (waiting.length === chunksAtOnce) await keep()
  }
  await keep()
  await storing
  return rows
}

const undecided: ImportSettings = {
  columns: [],
  values: [],
  unlisted: 'default',
  missing: [],
  matchBy: [],
  duplicates: 'skip',
  stripDigits: false,
  dateOrder: 'monthFirst',
  country: 'US',
  assignTo: null,
}
