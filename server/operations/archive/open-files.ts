/** Archive files that are open for a moment: few at a time, however many ask. */
import { setImmediate } from 'node:timers/promises'
import type { AccessLine, ActivityLine } from '../../activity/lines.ts'
import { requireFreeHands } from '../../db/nesting.ts'
import { turns } from '../../turns.ts'
import { type ArchiveFile, type ArchivePlace, readArchive } from './archive-files.ts'

type Line = ActivityLine | AccessLine
export type OpenFiles = (archive: ArchiveFile) => Promise<readonly Line[]>

const mostOpening = 2
const mostKept = 2
const keptMs = 30_000
/** Then others have their turn. */
const parsedAtOnce = 5_000

/** Whoever walks page by page comes back to the same file: the last ones stay open. Who waits for the same file waits for one reading of it. */
export function openFiles(place: () => ArchivePlace): OpenFiles {
  const inTurn = turns(mostOpening)
  const opening = new Map<string, Promise<Line[]>>()
  const kept = new Map<string, Line[]>()

  const keep = (file: string, lines: Line[]) => {
    kept.delete(file)
    kept.set(file, lines)
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    setTimeout(() => kept.get(file) === lines && kept.delete(file), keptMs).unref()
  }
  const open = async (archive: ArchiveFile) => {
    try {
      const lines = await inTurn(async () => parsed((await readArchive(place(), archive)).map(({ line }) => line)))
      keep(archive.file, lines)
      return lines
    } finally {
      opening.delete(archive.file)
    }
  }
  return async (archive) => {
    requireFreeHands()
    const known = kept.get(archive.file) ?? opening.get(archive.file)
    if (known) return known
    const lines = open(archive)
    opening.set(archive.file, lines)
    return lines
  }
}

async function parsed(texts: readonly string[]): Promise<Line[]> {
  const lines: Line[] = []
  for (let from = 0; from < texts.length; from += parsedAtOnce) {
    for (const text of texts.slice(from, from + parsedAtOnce)) lines.push(JSON.parse(text))
    await setImmediate()
  }
  return lines
}
