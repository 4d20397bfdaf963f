/** Rows of a trail in the order of their ids, from the table and from archives, each id once. */
import type pg from 'pg'
import { rowsOf } from './seals-storage.ts'
import type { Trail, TrailRow } from './trails.ts'

/** A file of rows, opened when the walk comes to its ids. */
export interface ArchivedRows {
  fromId: number
  toId: number
  read(): Promise<TrailRow[]>
}

/** Two rows of the same id that say different things. */
export class RowsDiffer extends Error {
  constructor(id: number) {
    super(`row ${id} says one thing in its table and another in the archive`)
  }
}

const pageRows = 10_000

/** Pages of rows: the next one is read while the last is worked on. */
export async function* walkRows(client: pg.ClientBase, trail: Trail, archives: readonly ArchivedRows[]): AsyncGenerator<TrailRow[]> {
  const waiting = archives.toSorted((a, b) => a.fromId - b.fromId)
  let open: TrailRow[] = []
  let afterId = 0
  for (;;) {
    const rows = await rowsOf(client, trail, { afterId, toId: Number.MAX_SAFE_INTEGER, limit: pageRows })
    const isLast = rows.length < pageRows
    // How far both sides are known: up to the end of this page, or of everything.
    const until = isLast ? Number.MAX_SAFE_INTEGER : (rows.at(-1)?.id ?? 0)
    for (;;) {
      // One file at a time, so that a long stretch of archives does not fill the memory.
      const next = waiting[0]
      const border = Math.min(until, next ? next.fromId - 1 : Number.MAX_SAFE_INTEGER)
      const ready = open.filter(({ id }) => id <= border)
      open = open.filter(({ id }) => id > border)
      const fresh = rows.filter(({ id }) => id > afterId && id <= border)
      if (ready.length || fresh.length) yield merged(fresh, ready)
      afterId = Math.max(afterId, border === Number.MAX_SAFE_INTEGER ? afterId : border)
      if (border === until || !next) break
      waiting.shift()
      open = merged(open, await next.read())
    }
    if (isLast) return
    afterId = until
  }
}

/** Both are in order; what stands in both has to be the same. */
function merged(a: readonly TrailRow[], b: readonly TrailRow[]): TrailRow[] {
  const all: TrailRow[] = []
  let at = 0
  for (const row of a) {
    for (let other = b[at]; other && other.id < row.id; other = b[++at]) all.push(other)
    const same = b[at]
    if (same?.id === row.id) {
      if (same.line !== row.line) throw new RowsDiffer(row.id)
      at++
    }
    all.push(row)
  }
  for (let other = b[at]; other; other = b[++at]) all.push(other)
  return all
}
