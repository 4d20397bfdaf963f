/** A second list joined to the first by a column: sales systems keep leads and the people they are about apart. */
import { logActivity } from '../activity/activity.ts'
import { type Actor, readAs, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { badInput, found } from '../http/errors.ts'
import { type Arrival, openArrival } from './arrival.ts'
import { addLookups, removeLookups } from './chunk-storage.ts'
import { guessJoin } from './guessing/join.ts'
import { proposeSettings } from './proposal.ts'
import type { CsvRow } from './reading/csv.ts'
import { uniqueNames } from './reading/headers.ts'
import { profiler } from './reading/profile.ts'
import { refuseClosed } from './states.ts'
import { findImport, type ImportRow, lockImport, updateImport } from './storage.ts'

/** The columns to join by, where the caller knows them; otherwise they are guessed. */
type Asked = { column?: string | undefined; joinedColumn?: string | undefined }
type Join = { column: string; joinedColumn: string }

export async function receiveJoinedFile(arrival: Arrival, id: number, asked: Asked): Promise<ImportRow> {
  const { database, actor } = arrival
  const row = found(await readAs(database, actor, (db) => findImport(db, id)), 'Import')
  refuseClosed(row)
  const list = await openArrival(arrival)
  await writeAs(database, actor, (db) => removeLookups(db, id))
  const profile = profiler(list.headers.length)
  let join: Join | undefined
  let rows = 0
  for await (const batch of list.batches) {
    join ??= chooseJoin(row, list.headers, batch, asked)
    const at = list.headers.indexOf(join.joinedColumn)
    for (const { cells } of batch) profile.add(cells)
    rows += batch.length
    const lookups = batch.map(({ cells }) => ({ key: (cells[at] ?? '').trim(), cells }))
    await writeAs(database, actor, (db) => addLookups(db, id, lookups))
  }
  const chosen = join ?? { column: '', joinedColumn: '' }
  const profiles = profile.columns()
  const columns = list.headers.flatMap((column, at) => (profiles[at] ? [{ column, profile: profiles[at] }] : []))
  return keepJoin(arrival, row, { ...chosen, rows, columns })
}

function chooseJoin(row: ImportRow, headers: string[], batch: CsvRow[], asked: Asked): Join {
  const guess = guessJoin(row.columns, headers, batch)
  const column = asked.column ?? guess.column
  const joinedColumn = asked.joinedColumn ?? guess.joinedColumn
  if (!row.columns.some((each) => each.column === column)) throw badInput({ path: 'column', message: 'is not a column of the first file' })
  if (!headers.includes(joinedColumn)) throw badInput({ path: 'joinedColumn', message: 'is not a column of this file' })
  return { column, joinedColumn }
}

/** Columns of the second file whose names the first has too get a number. */
async function keepJoin({ database, actor, file }: Arrival, row: ImportRow, join: Join & { rows: number; columns: ImportRow['columns'] }) {
  const own = row.columns.map(({ column }) => column)
  const names = uniqueNames([...own, ...join.columns.map(({ column }) => column)]).slice(own.length)
  const columns = join.columns.map(({ profile }, at) => ({ column: names[at] ?? '', profile }))
  const at = join.columns.findIndex(({ column }) => column === join.joinedColumn)
  const joinedFile = { fileName: file.fileName, rows: join.rows, column: join.column, joinedColumn: names[at] ?? '', columns }
  const settings = await proposeSettings(database, actor, { kind: row.kind, columns: [...row.columns, ...columns] })
  return writeAs(database, actor, async (db) => {
    refuseClosed(found(await lockImport(db, row.id), 'Import'))
    logActivity(db, { entityType: 'import', entityId: row.id, action: 'joined', userId: actor.userId, details: { rows: join.rows } })
    return found(await updateImport(db, row.id, { joinedFile, settings, state: 'draft', counts: null, failure: null }), 'Import')
  })
}

/** Decisions about the second file's columns go with it. */
export async function leaveJoinedFile(db: Tx, actor: Actor, id: number): Promise<ImportRow> {
  const row = found(await lockImport(db, id), 'Import')
  refuseClosed(row)
  await removeLookups(db, id)
  const isOwn = (name: string) => row.columns.some(({ column }) => column === name)
  const settings = { ...row.settings, columns: row.settings.columns.filter(({ column }) => isOwn(column)) }
  logActivity(db, { entityType: 'import', entityId: id, action: 'unjoined', userId: actor.userId })
  return found(await updateImport(db, id, { joinedFile: null, settings, state: 'draft', counts: null, failure: null }), 'Import')
}
