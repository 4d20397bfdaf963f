/** Who looked at the record, in the patient's words: what was opened, never by which address of the program. */
import type { lookKinds } from '../../shared/contracts/portal-care.ts'
import { mayGoOn, unmoved } from '../activity/archived.ts'
import { type AccessLine, recordsOfAccess } from '../activity/lines.ts'
import type { Db } from '../db/connection.ts'
import { readCursor, writeCursor } from '../db/cursor.ts'
import { badInput } from '../http/errors.ts'
import type { ArchivedTrails } from '../http/house.ts'
import { type FoundLook, findLooks, findOwnRecords, type LooksPage } from './looks-storage.ts'

const sort = 'looks'

interface Parts {
  secret: string
  archived: ArchivedTrails
}

export async function looksAtPatient(db: Db, { secret, archived }: Parts, asked: { limit: number; cursor?: string | undefined }) {
  const { limit, cursor } = asked
  const after = cursor === undefined ? undefined : readCursor(secret, cursor, sort)
  if (cursor !== undefined && !after) throw badInput({ path: 'cursor', message: 'is not a cursor of this list' })
  const rows = await readLooks(db, archived, { limit: limit + 1, after: after && { at: after.value, id: after.id } })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    data: shown.map(({ at, name, role, route }) => ({ at, name, role, kind: kindOf(route) })),
    nextCursor: last ? writeCursor(secret, { sort, value: last.exactAt, id: last.id }) : null,
  }
}

/** With those that moved to archive files: a look stays a look, however long ago it was. */
async function readLooks(db: Db, archived: ArchivedTrails, page: LooksPage): Promise<FoundLook[]> {
  const rows = await findLooks(db, page)
  if (!mayGoOn(rows.at(-1)?.exactAt, rows.length >= page.limit)) return rows
  return unmoved(db, archived, async () => {
    const looks = await archivedLooks(db, archived, page)
    const unknown = rows.flatMap(({ exporting }) => exporting ?? [])
    const exports = unknown.length ? await archived.page(db, exportsNamed(unknown), { order: 'id', limit: unknown.length }) : []
    return looks.length + exports.length ? findLooks(db, { ...page, looks, exports }) : rows
  })
}

async function archivedLooks(db: Db, archived: ArchivedTrails, { limit, after }: LooksPage): Promise<AccessLine[]> {
  const records = await findOwnRecords(db)
  const isOwn = new Set(records.map(({ entityType, entityId }) => `${entityType} ${entityId}`))
  const matches = (line: AccessLine) => {
    const [, , , , , , , status, via] = line
    return via !== 'portal' && status < 400 && recordsOfAccess(line).some((each) => isOwn.has(`${each.entityType} ${each.entityId}`))
  }
  // Exports have numbers below zero and come after the looks of their moment.
  const place = after && (after.id < 0 ? { at: after.at, id: 0 } : after)
  return archived.page(db, { trail: 'access', records, matches }, { order: 'at', limit, after: place })
}

/** Whose an export was stands in the entry that tells of it. */
const exportsNamed = (ids: number[]) => ({ trail: 'activity', ids, matches: ([id]: [number, ...unknown[]]) => ids.includes(id) }) as const

function kindOf(route: string): (typeof lookKinds)[number] {
  const path = route.slice(route.indexOf(' ') + 1)
  if (path.startsWith('/exports/')) return 'export'
  if (path === '/search') return 'search'
  if (/^\/(leads|contacts)\/:id$/.test(path)) return 'record'
  return /^\/(leads|contacts)(\/board)?$/.test(path) ? 'list' : 'other'
}
