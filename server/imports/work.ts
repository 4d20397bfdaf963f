/**
 * The work on a list, in one transaction: gone through, matched, and, when it is no rehearsal, written with its trail.
 * Killed at any point it leaves nothing behind, and is begun again; a list is imported whole or not at all.
 */
import type { ImportCounts } from '../../shared/schema/imports.ts'
import type { Bulk } from '../db/bulk.ts'
import { refuseStopped, type Work } from './alone.ts'
import { addProblems, type Problem, removeChunks, removeProblems } from './chunk-storage.ts'
import { columnsOf } from './decisions.ts'
import { type Progress, trackProgress } from './progress.ts'
import { headerKeyOf } from './proposal.ts'
import { type ReadRow, readRows } from './reader.ts'
import { announceList, type ImportRow, rememberMapping, stampImported, updateImport } from './storage.ts'
import { copyRow, fieldWords } from './work-rows.ts'
import { countVerdicts, judgeWork, noteDuplicates, openWork, workTarget } from './work-storage.ts'
import { gatherNoMore, lastNewLine, numberNewRecords, settleFills, writeFills, writeNewRecords } from './write-storage.ts'

/** Rows copied, and problems noted, at a time. */
const portionRows = 2_000
const sliceRows = 20_000
/** Duplicates and warnings told row by row; all are counted, and refused rows are always told. */
const toldRows = 10_000

export async function checkList(bulk: Bulk, work: Work): Promise<void> {
  const { row } = work
  const progress = trackProgress(work.database, row.id)
  const counts = await goThrough(bulk, work, (done) => progress.at(done))
  await noteDuplicates(bulk.db, row.id, row.kind, toldRows)
  await progress.end()
  await updateImport(bulk.db, row.id, { state: 'checked', counts, progress: row.rows })
}

export async function importList(bulk: Bulk, work: Work): Promise<void> {
  const { row } = work
  const progress = trackProgress(work.database, row.id)
  const counts = await goThrough(bulk, work, (done) => progress.at(Math.floor(done * 0.4)))
  await noteDuplicates(bulk.db, row.id, row.kind, toldRows)
  await writeAll(bulk, work, progress)
  await progress.end()
  await closeImport(bulk, work, counts)
}

async function writeAll({ db }: Bulk, work: Work, progress: Progress): Promise<void> {
  const { row, userId } = work
  const writing = { importId: row.id, kind: row.kind, userId, assignTo: row.settings.assignTo }
  await numberNewRecords(db, row.kind)
  await writeFills(db, writing)
  const last = await lastNewLine(db)
  for (let from = 0; from < last; ) {
    await refuseStopped(db, work)
    // The last record comes alone, see `gatherNoMore`.
    const to = from === last - 1 ? last : Math.min(from + sliceRows, last - 1)
    if (to === last) await gatherNoMore(db)
    await writeNewRecords(db, { ...writing, from, to })
    await progress.at(Math.floor(row.rows * (0.4 + (0.6 * to) / last)))
    from = to
  }
}

async function closeImport({ db }: Bulk, { row, userId }: Work, counts: ImportCounts): Promise<void> {
  await removeChunks(db, row.id)
  const headerKey = headerKeyOf(columnsOf(row))
  await rememberMapping(db, { kind: row.kind, headerKey, userId, settings: row.settings })
  await updateImport(db, row.id, { state: 'done', counts, progress: row.rows })
  await stampImported(db, row.id)
  await announceList(db, { id: row.id, userId, action: 'imported', facts: counts })
}

/** From the stored file to a verdict for every row. */
async function goThrough(bulk: Bulk, work: Work, onRows: (done: number) => Promise<void>): Promise<ImportCounts> {
  const { db } = bulk
  const { row } = work
  await removeProblems(db, row.id)
  await openWork(db)
  const headerKey = headerKeyOf(columnsOf(row))
  const seen = { rows: 0, refused: 0, warnings: 0 }
  let storing: Promise<void> = Promise.resolve()
  for await (const portion of portions(readRows(work.database, row))) {
    await storing
    await refuseStopped(db, work)
    const good = portion.filter(({ prepared }) => !prepared.errors.length)
    const told = portion.flatMap((each) => problemOf(each, seen.warnings < toldRows ? 'all' : 'refused'))
    seen.rows += portion.length
    seen.refused += portion.length - good.length
    seen.warnings += good.filter(({ prepared }) => prepared.warnings.length).length
    // Stored while the next portion is read and prepared.
    storing = storePortion(bulk, row, { good: good.map((each) => copyRow(each, headerKey)), told })
    storing.catch(() => undefined)
    await onRows(seen.rows)
  }
  await storing
  await judgeWork(db, row.kind, row.settings)
  await settleFills(db, row.kind)
  const verdicts = await countVerdicts(db)
  return { created: verdicts.create, filled: verdicts.fill, duplicates: verdicts.duplicate, refused: seen.refused, warnings: seen.warnings }
}

async function* portions(chunks: AsyncGenerator<ReadRow[]>): AsyncGenerator<ReadRow[]> {
  let portion: ReadRow[] = []
  for await (const chunk of chunks) {
    portion.push(...chunk)
    if (portion.length < portionRows) continue
    yield portion
    portion = []
  }
  if (portion.length) yield portion
}

async function storePortion(
  bulk: Bulk,
  row: ImportRow,
  { good, told }: { good: (string | number | null)[][]; told: Problem[] },
): Promise<void> {
  const copy = bulk.copyInto(workTarget)
  await copy.write(good)
  await copy.end()
  // A statement takes 65,535 values.
  for (let at = 0; at < told.length; at += 5000) await addProblems(bulk.db, row.id, told.slice(at, at + 5000))
}

function problemOf({ line, cells, prepared }: ReadRow, which: 'all' | 'refused'): Problem[] {
  const { errors, warnings } = prepared
  const said = errors.length ? errors : which === 'all' ? warnings : []
  if (!said.length) return []
  const reason = said.map(({ field, message }) => (field ? `${fieldWords[field]} ${message}` : message)).join('; ')
  return [{ line, outcome: errors.length ? 'refused' : 'warning', reason, cells }]
}
