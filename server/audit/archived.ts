/** The audit over both trails, with what moved to archive files. */
import { mayGoOn, unmoved } from '../activity/archived.ts'
import { type AccessLine, type ActivityLine, recordsOfAccess } from '../activity/lines.ts'
import type { Db } from '../db/connection.ts'
import type { ArchivedTrails } from '../http/house.ts'
import {
  type AuditAsk,
  type AuditKind,
  type AuditPage,
  type AuditPosition,
  exportsOf,
  findAudit,
  readsDeeds,
  readsLooks,
  type Subject,
} from './storage.ts'

/** Archives are opened when the page is not full without them, or reaches back far enough. */
export async function readTrails(db: Db, archived: ArchivedTrails, ask: AuditAsk, page: AuditPage) {
  const rows = await findAudit(db, ask, page)
  if (!mayGoOn(rows.at(-1)?.at, rows.length >= page.limit)) return rows
  return unmoved(db, archived, async () => {
    const deeds = readsDeeds(ask, page.subjects) ? await archivedDeeds(db, archived, ask, page) : []
    const looks = readsLooks(ask) ? await archivedLooks(db, archived, ask, page) : []
    return deeds.length + looks.length ? findAudit(db, ask, { ...page, archived: { deeds, looks } }) : rows
  })
}

const isOf = (subjects: readonly Subject[], kind: string, id: number) =>
  subjects.some(({ entityType, entityId }) => entityType === kind && entityId === id)

async function archivedDeeds(
  db: Db,
  archived: ArchivedTrails,
  ask: AuditAsk,
  { subjects, after, limit }: AuditPage,
): Promise<ActivityLine[]> {
  const isAsked = !ask.kind || ask.kind.includes('did')
  const exported = new Set(subjects ? await exportsOf(db, subjects) : [])
  const common = { trail: 'activity', actions: ask.action, ...narrowed(ask) } as const
  const order = { order: 'at', limit, after: placeIn('did', after) } as const
  const fits = ([, , doneBy, , , action]: ActivityLine) => isWho(ask, doneBy) && (!ask.action || ask.action.includes(action))
  const own = isAsked
    ? await archived.page(
        db,
        {
          ...common,
          records: subjects,
          matches: (line) =>
            fits(line) &&
            isWhen(ask, line[1]) &&
            (subjects ? isOf(subjects, line[3], line[4]) : !ask.entityType || line[3] === ask.entityType),
        },
        order,
      )
    : []
  if (!exported.size) return own
  const along = await archived.page(
    db,
    { ...common, ids: [...exported], matches: (line) => fits(line) && isWhen(ask, line[1]) && exported.has(line[0]) },
    order,
  )
  const known = new Set(own.map(([id]) => id))
  return [...own, ...along.filter(([id]) => !known.has(id))]
}

function archivedLooks(db: Db, archived: ArchivedTrails, ask: AuditAsk, { subjects, after, limit }: AuditPage): Promise<AccessLine[]> {
  const matches = (line: AccessLine) => {
    const [, at, userId] = line
    if ((ask.kind && !ask.kind.includes(kindOf(line))) || !isWho(ask, userId) || !isWhen(ask, at)) return false
    if (!subjects && !ask.entityType) return true
    const records = recordsOfAccess(line)
    if (subjects) return records.some(({ entityType, entityId }) => isOf(subjects, entityType, entityId))
    return line[3] === ask.entityType || records.some(({ entityType }) => entityType === ask.entityType)
  }
  return archived.page(
    db,
    { trail: 'access', records: subjects, ...narrowed(ask), matches },
    { order: 'at', limit, after: placeIn('looked', after) },
  )
}

/** Looks come before deeds of the same moment: from a look on, all deeds of its moment follow, and the other way none. */
const placeIn = (trail: AuditPosition['trail'], after: AuditPosition | undefined) =>
  after && { at: after.at, id: after.trail === trail ? after.id : trail === 'did' ? Number.MAX_SAFE_INTEGER : 0 }

const narrowed = ({ userId, atFrom, atTo }: AuditAsk) => ({
  userIds: userId?.includes('none') ? undefined : userId?.filter((id) => id !== 'none'),
  from: atFrom,
  to: atTo,
})

const kindOf = ([, , , , ids, , , status]: AccessLine): AuditKind => (status >= 400 ? 'refused' : ids.length ? 'looked' : 'used')

const isWho = ({ userId }: AuditAsk, who: number | null) => !userId || userId.includes(who ?? 'none')

function isWhen({ atFrom, atTo }: AuditAsk, at: string): boolean {
  if (atFrom && at < atFrom.toISOString().slice(0, -1)) return false
  return !atTo || at <= `${atTo.toISOString().slice(0, -1)}999`
}
