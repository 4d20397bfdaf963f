/** The refused rows as they came, with a column that says why: mended, the same file can be imported again. */

import type { Actor } from '../db/actor.ts'
import { readAs } from '../db/actor.ts'
import type { OpenDatabase } from '../db/open.ts'
import { csvLine } from '../http/csv.ts'
import { found } from '../http/errors.ts'
import { listProblems } from './chunk-storage.ts'
import { findImport, type ImportRow } from './storage.ts'

const rowsAtOnce = 1000

export async function openProblemFile(database: OpenDatabase, actor: Actor, id: number) {
  const row = found(await readAs(database, actor, (db) => findImport(db, id)), 'Import')
  return { fileName: row.fileName.replace(/\.[a-z]{3,4}$/i, '').concat(' refused rows.csv'), lines: linesOf(database, actor, row) }
}

async function* linesOf(database: OpenDatabase, actor: Actor, row: ImportRow): AsyncGenerator<string> {
  const width = row.columns.length
  yield csvLine([...row.columns.map(({ column }) => column), 'Reason'])
  for (let after = 0; ; ) {
    const from = after
    const page = await readAs(database, actor, (db) => listProblems(db, row.id, { after: from, limit: rowsAtOnce, outcomes: ['refused'] }))
    if (!page.length) return
    yield page
      .map(({ cells, line, reason }) => csvLine([...Array.from({ length: width }, (_, at) => cells[at] ?? ''), `Row ${line}: ${reason}`]))
      .join('')
    after = page.at(-1)?.line ?? after
  }
}
