/** Reads what moved to files: as few files as a page needs, and of them what the one who asks may know of. */
import { hash } from 'node:crypto'
import type { AccessLine, ActivityLine, ArchivedAsk, ArchivedPage, Lines } from '../../activity/lines.ts'
import { recordsOfAccess, sortable } from '../../activity/lines.ts'
import type { Db } from '../../db/connection.ts'
import type { ArchivedTrails, Archives } from '../../http/house.ts'
import type { ArchivePlace } from './archive-files.ts'
import { type OpenFiles, openFiles } from './open-files.ts'
import { countStanding, findHidden, type Hidden, newestArchive, type ReadableArchive, readableArchives } from './reading-storage.ts'

type TrailName = keyof Lines

/** Ends the transaction that needs what only files can say; it runs again once `read` has found it. */
class Unread extends Error {
  read: () => Promise<void>

  constructor(read: () => Promise<void>) {
    super('Archive files have to be read first')
    this.read = read
  }
}

export function openArchives(place: () => ArchivePlace): Archives {
  const open = openFiles(place)
  return {
    reading: async (once) => {
      const archived = readingTrails(open)
      for (;;) {
        try {
          return await once(archived)
        } catch (error) {
          if (!(error instanceof Unread)) throw error
          await error.read()
        }
      }
    },
  }
}

/** What one request has read so far, by all that it depends on: is that the same in its next transaction, so is the answer. */
function readingTrails(open: OpenFiles): ArchivedTrails {
  const found = new Map<string, unknown>()
  const known = <T>(depends: unknown[], find: () => Promise<T>): T => {
    const key = hash('sha256', JSON.stringify(depends))
    if (found.has(key)) return found.get(key) as T
    throw new Unread(async () => void found.set(key, await find()))
  }
  const linesOf = async <Trail extends TrailName>(archive: ReadableArchive) => (await open(archive)) as readonly Lines[Trail][]
  return {
    page: async (db, ask, page) => {
      const archives = await worthReading(db, ask, page)
      if (!archives.length) return []
      const hidden = await findHidden(db)
      return known([ask, page, archives, hidden], () => newest(matcher(ask, hidden), archives, page, linesOf))
    },
    count: async (db, ask) => {
      const archives = await worthReading(db, ask)
      if (!archives.length) return 0
      const hidden = await findHidden(db)
      const { count, perhapsStanding } = known([ask, archives, hidden], () => countIn(archives, matcher(ask, hidden), linesOf))
      return count - (perhapsStanding.length ? await countStanding(db, ask.trail, perhapsStanding) : 0)
    },
    version: newestArchive,
  }
}

/** How many there are, and those of files whose move is not over yet. */
async function countIn<Trail extends TrailName>(
  archives: readonly ReadableArchive[],
  matches: (line: Lines[Trail]) => boolean,
  linesOf: Read<Trail>,
) {
  const perhapsStanding: number[] = []
  let count = 0
  for (const archive of archives) {
    const lines = (await linesOf(archive)).filter(matches)
    count += lines.length
    if (!archive.isMoved) for (const [id] of lines) perhapsStanding.push(id)
  }
  return { count, perhapsStanding }
}

async function worthReading<Trail extends TrailName>(db: Db, ask: ArchivedAsk<Trail>, page?: ArchivedPage): Promise<ReadableArchive[]> {
  const all = await readableArchives(db, ask.trail, ask.records)
  const [from, to] = [ask.from, ask.to].map((time) => time?.toISOString().slice(0, -1))
  return all.filter(
    (archive) =>
      (from === undefined || archive.toAt >= from) &&
      (to === undefined || archive.fromAt <= `${to}999`) &&
      (!ask.ids || ask.ids.some((id) => id >= archive.fromId && id <= archive.toId)) &&
      (!ask.userIds || ask.userIds.some((id) => archive.userIds.includes(id))) &&
      (!ask.actions || ask.actions.some((action) => archive.actions.includes(action))) &&
      (!page?.after || (page.order === 'id' ? archive.fromId < page.after.id : archive.fromAt <= sortable(page.after.at))),
  )
}

/** What is asked for, as far as the one who asks may know of it: the same as the policies of the tables say. */
function matcher<Trail extends TrailName>(
  ask: ArchivedAsk<Trail>,
  { role, userId, ownLead, ownContact, ...hidden }: Hidden,
): (line: Lines[Trail]) => boolean {
  if (role === 'admin' || role === 'system') return ask.matches
  if (role === 'patient') return (line) => isTheirs(line, ask.trail, { lead: ownLead, contact: ownContact }) && ask.matches(line)
  if (ask.trail === 'access') return () => false
  const unseen = new Map(Object.entries(hidden).map(([kind, ids]) => [kind, new Set(ids as number[])]))
  return (line) => {
    const [, , doneBy, kind, id] = line as ActivityLine
    const own = unseen.get(kind)
    return (own ? !own.has(id) : doneBy === userId) && ask.matches(line)
  }
}

/** What was done to the patient's record, looks at it, and whose exports took it along: which those were, the database told them. */
function isTheirs(line: ActivityLine | AccessLine, trail: TrailName, own: Record<string, number | null>): boolean {
  if (trail === 'activity') {
    const [, , , kind, id, action] = line as ActivityLine
    return action === 'exported' || own[kind] === id
  }
  return recordsOfAccess(line as AccessLine).some(({ entityType, entityId }) => own[entityType] === entityId)
}

type Read<Trail extends TrailName> = (archive: ReadableArchive) => Promise<readonly Lines[Trail][]>

async function newest<Trail extends TrailName>(
  matches: (line: Lines[Trail]) => boolean,
  archives: readonly ReadableArchive[],
  { order, limit, after }: ArchivedPage,
  linesOf: Read<Trail>,
): Promise<Lines[Trail][]> {
  const compare = order === 'id' ? byId : byTime
  const last: [number, string] | undefined = after && [after.id, sortable(after.at)]
  const ends = archives
    .map((archive) => ({ archive, end: [archive.toId, archive.toAt] as [number, string] }))
    .sort((a, b) => compare(a.end, b.end))
  let found: Lines[Trail][] = []
  for (const { archive, end } of ends) {
    const worst = found.length >= limit ? found.at(-1) : undefined
    if (worst && compare(worst, end) < 0) break
    const lines = (await linesOf(archive)).filter((line) => (!last || compare(line, last) > 0) && matches(line))
    found = [...found, ...lines].sort(compare).slice(0, limit)
  }
  return found
}

type Place = [id: number, at: string, ...rest: unknown[]]
/** The later one first. */
const byId = ([a]: Place, [b]: Place) => b - a
const byTime = ([a, at]: Place, [b, other]: Place) => (at === other ? b - a : at < other ? 1 : -1)
