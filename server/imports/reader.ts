/** Rows of a stored list, each joined with its row of the second file and made a person of ours. */
import { readAs, system } from '../db/actor.ts'
import type { Db } from '../db/connection.ts'
import type { OpenDatabase } from '../db/open.ts'
import { findLookups, nextChunk } from './chunk-storage.ts'
import { columnsOf } from './decisions.ts'
import type { CsvRow } from './reading/csv.ts'
import { type Prepare, type PreparedRow, preparer } from './rows/prepare.ts'
import type { ImportRow } from './storage.ts'

export type ReadRow = { line: number; cells: string[]; prepared: PreparedRow }

/** All rows in the order of the file, a chunk at a time, each read in a short transaction of its own. */
export async function* readRows(database: OpenDatabase, row: ImportRow): AsyncGenerator<ReadRow[]> {
  const prepare = preparerOf(row)
  for (let number = 0; ; ) {
    const after = number
    const chunk = await readAs(database, system, async (db) => {
      const found = await nextChunk(db, row.id, after)
      return found && { number: found.number, rows: await joined(db, row, found.rows) }
    })
    if (!chunk) return
    number = chunk.number
    yield chunk.rows.map((each) => ({ line: each.line, cells: each.cells, prepared: prepared(prepare, each) }))
  }
}

/** The first rows, as they will be. */
export async function firstRows(db: Db, row: ImportRow, count: number): Promise<ReadRow[]> {
  const chunk = await nextChunk(db, row.id, 0)
  const prepare = preparerOf(row)
  const rows = await joined(db, row, chunk?.rows.slice(0, count) ?? [])
  return rows.map((each) => ({ line: each.line, cells: each.cells, prepared: prepared(prepare, each) }))
}

function preparerOf(row: ImportRow): Prepare {
  const headers = columnsOf(row).map(({ column }) => column)
  return preparer(row.settings, headers, row.columns.length)
}

type Joined = CsvRow & { wide: string[]; missing: string | undefined }

async function joined(db: Db, row: ImportRow, rows: CsvRow[]): Promise<Joined[]> {
  const { joinedFile } = row
  if (!joinedFile) return rows.map((each) => ({ ...each, wide: each.cells, missing: undefined }))
  const at = row.columns.findIndex(({ column }) => column === joinedFile.column)
  const keyOf = (cells: string[]) => (cells[at] ?? '').trim()
  const there = await findLookups(db, row.id, [...new Set(rows.map(({ cells }) => keyOf(cells)))])
  return rows.map((each) => {
    const key = keyOf(each.cells)
    const other = there.get(key)
    // A row with too many cells must not push the second file's cells aside.
    const own = Array.from({ length: row.columns.length }, (_, column) => each.cells[column] ?? '')
    const wide = each.cells.length > row.columns.length ? each.cells : [...own, ...(other ?? [])]
    return {
      ...each,
      wide,
      missing: other ? undefined : `${joinedFile.fileName} has no row with ${joinedFile.column} "${key.slice(0, 100)}"`,
    }
  })
}

/** Without its row in the second file, what that file would have said is not worth repeating field by field. */
function prepared(prepare: Prepare, row: Joined): PreparedRow {
  const result = prepare(row.wide)
  return row.missing ? { ...result, errors: [{ field: null, message: row.missing }] } : result
}
