/** Reads what moved to files: as few files as a page needs, and of them what the one who asks may know of. */
import type { AccessLine, ActivityLine, ArchivedAsk, ArchivedPage, Lines } from '../../activity/lines.ts'
import { recordsOfAccess, sortable } from '../../activity/lines.ts'
import type { Db } from '../../db/connection.ts'
import type { ArchivedTrails } from '../../http/house.ts'
import { type ArchivePlace, readArchive } from './archive-files.ts'
import { countStanding, findHidden, newestArchive, type ReadableArchive, readableArchives } from './reading-storage.ts'

type TrailName = keyof Lines

export function openArchivedTrails(place: () => ArchivePlace): ArchivedTrails {
  const linesOf = remembering(place)
  const read = async <Trail extends TrailName>(archive: ReadableArchive) => (await linesOf(archive)) as Lines[Trail][]
  return {
    page: async (db, ask, page) => {
      const archives = await worthReading(db, ask, page)
      return archives.length ? newest(await matcher(db, ask), archives, page, read) : []
    },
    count: async (db, ask) => {
      const archives = await worthReading(db, ask)
      if (!archives.length) return 0
      const matches = await matcher(db, ask)
      let count = 0
      for (const archive of archives) {
        const found = (await read<typeof ask.trail>(archive)).filter(matches)
        count +=
          found.length -
          (archive.isMoved
            ? 0
            : await countStanding(
                db,
                ask.trail,
                found.map(([id]) => id),
              ))
      }
      return count
    },
    version: newestArchive,
  }
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
async function matcher<Trail extends TrailName>(db: Db, ask: ArchivedAsk<Trail>): Promise<(line: Lines[Trail]) => boolean> {
  const { role, userId, ownLead, ownContact, ...hidden } = await findHidden(db)
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

type Read<Trail extends TrailName> = (archive: ReadableArchive) => Promise<Lines[Trail][]>

async function newest<Trail extends TrailName>(
  matches: (line: Lines[Trail]) => boolean,
  archives: readonly ReadableArchive[],
  { order, limit, after }: ArchivedPage,
  read: Read<Trail>,
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
    const lines = (await read(archive)).filter((line) => (!last || compare(line, last) > 0) && matches(line))
    found = [...found, ...lines].sort(compare).slice(0, limit)
  }
  return found
}

type Place = [id: number, at: string, ...rest: unknown[]]
/** The later one first. */
const byId = ([a]: Place, [b]: Place) => b - a
const byTime = ([a, at]: Place, [b, other]: Place) => (at === other ? b - a : at < other ? 1 : -1)

const mostKept = 2
const keptMs = 30_000

/** Whoever walks page by page comes back to the same file: the last ones stay open for a moment. */
function remembering(place: () => ArchivePlace) {
  const kept = new Map<string, { lines: Promise<(ActivityLine | Lines['access'])[]>; until: number }>()
  return ({ file, sha256 }: ReadableArchive) => {
    for (const [name, { until }] of kept) if (until < Date.now()) kept.delete(name)
    const known = kept.get(file)
    kept.delete(file)
    const lines = known?.lines ?? readArchive(place(), { file, sha256 }).then((rows) => rows.map(({ line }) => JSON.parse(line)))
    kept.set(file, { lines, until: Date.now() + keptMs })
    lines.catch(() => kept.delete(file))
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    return lines
  }
}
