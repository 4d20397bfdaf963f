/**
 * Moves rows that are older than the clinic keeps them at hand to sealed monthly files. Each file is written first, then
 * told of in the database, then its rows are taken out of their table; wherever this is killed, the next run goes on.
 */
import type pg from 'pg'
import { digestOf } from '../seals/chain.ts'
import { sealedUpTo } from '../seals/seal-trails.ts'
import type { Trail, TrailRow } from '../seals/trails.ts'
import type { ArchivePlace } from './archive-files.ts'
import { readArchive, sumOf, textOf, writeArchive } from './archive-files.ts'
import {
  archivesUnderway,
  endArchive,
  forgetArchived,
  insertArchive,
  type KnownArchive,
  oldestMonth,
  rowsToMove,
} from './archives-storage.ts'
import { contentsOf } from './contents.ts'

export interface ArchiveSetting {
  place: ArchivePlace
  /** Rows of this many whole months stay. */
  months: number
  now: Date
  /** Hears of each step that has been taken. */
  tell?: (step: 'file' | 'known' | 'piece' | 'moved', rows: number) => void
}

const rowsAFile = 50_000
const rowsAPiece = 2_000
const archived: readonly Trail[] = ['activity', 'access']
const archiveLock = 727_011

/** Answers how many rows were moved; nothing if another run is under way. */
export async function archiveTrails(client: pg.ClientBase, setting: ArchiveSetting): Promise<number | undefined> {
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [archiveLock])
  if (!rows[0]?.mine) return undefined
  let moved = 0
  for (const trail of archived) {
    for (const left of await archivesUnderway(client, trail)) moved += await empty(client, left, setting)
    moved += await archiveTrail(client, trail, setting)
  }
  return moved
}

async function archiveTrail(client: pg.ClientBase, trail: Trail, setting: ArchiveSetting): Promise<number> {
  const before = firstKept(setting)
  const sealed = await sealedUpTo(client, trail)
  let moved = 0
  for (let from = '-infinity'; ; ) {
    const month = await oldestMonth(client, trail, from, before)
    if (month === undefined) return moved
    for (let afterId = 0; ; ) {
      const rows = await rowsToMove(client, trail, { month, afterId, sealedTo: sealed, limit: rowsAFile })
      const last = rows.at(-1)
      if (!last) break
      moved += await moveRows(client, { trail, month, rows }, setting)
      afterId = last.id
    }
    from = monthAfter(month)
  }
}

/** The first day of the oldest month that stays. */
function firstKept({ months, now }: ArchiveSetting): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)).toISOString().slice(0, 10)
}

function monthAfter(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10)
}

interface Batch {
  trail: Trail
  month: string
  rows: TrailRow[]
}

async function moveRows(client: pg.ClientBase, { trail, month, rows }: Batch, setting: ArchiveSetting): Promise<number> {
  const text = textOf(rows)
  const sha256 = sumOf(text)
  // The same rows always make the same name: a run that was killed here writes over its own file.
  const file = `archive/${trail}/${month.slice(0, 7)}/${rows[0]?.id}-${sha256.slice(0, 12)}`
  const bytes = await writeArchive(setting.place, file, text)
  // What cannot be read again is not let go.
  await readArchive(setting.place, { file, sha256 })
  setting.tell?.('file', rows.length)
  const digests = rows.map(({ line }) => digestOf(line))
  const id = await insertArchive(client, { trail, month, file, sha256, bytes, rows, digests, ...contentsOf(trail, rows) })
  setting.tell?.('known', rows.length)
  return empty(client, { id, trail, rows: rows.length }, setting)
}

/** In small pieces, so that nobody waits for a lock or for the log. */
async function empty(
  client: pg.ClientBase,
  archive: Pick<KnownArchive, 'id' | 'trail' | 'rows'>,
  { tell }: ArchiveSetting,
): Promise<number> {
  let gone = 0
  for (let first = 1; first <= archive.rows; first += rowsAPiece) {
    const piece = await forgetArchived(client, { id: archive.id, first, last: first + rowsAPiece - 1 })
    gone += piece
    tell?.('piece', piece)
  }
  if (await endArchive(client, archive)) tell?.('moved', archive.rows)
  return gone
}
