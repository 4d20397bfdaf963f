/** By which columns two lists belong together: like names, and values of the one found in the other. */
import type { FileColumn } from '#shared/imports'
import type { CsvRow } from '../reading/csv.ts'
import { wordsOf } from './columns.ts'

export function guessJoin(own: FileColumn[], headers: string[], firstRows: CsvRow[]): { column: string; joinedColumn: string } {
  let best = { column: own[0]?.column ?? '', joinedColumn: headers[0] ?? '', score: -1 }
  for (const { column, profile } of own) {
    headers.forEach((joinedColumn, at) => {
      const there = new Set(firstRows.map(({ cells }) => (cells[at] ?? '').trim()))
      const shared = profile.samples.filter((sample) => there.has(sample)).length
      // A key is different in every row; a city that both lists have is not.
      const isKey = there.size >= firstRows.length ? 2 : 0
      const score = likeness(column, joinedColumn) + 3 * shared + isKey
      if (score > best.score) best = { column, joinedColumn, score }
    })
  }
  return { column: best.column, joinedColumn: best.joinedColumn }
}

/** `ContactID` is like `contact_id`, and a little like `Id`. */
function likeness(a: string, b: string): number {
  const left = wordsOf(a).join('')
  const right = wordsOf(b).join('')
  if (left === right) return 3
  return left.endsWith('id') && right === 'id' ? 1 : 0
}
