/** Who looked at the record, in the patient's words: what was opened, never by which address of the program. */
import type { lookKinds } from '../../shared/contracts/portal-care.ts'
import type { Db } from '../db/connection.ts'
import { readCursor, writeCursor } from '../db/cursor.ts'
import { badInput } from '../http/errors.ts'
import { findLooks } from './looks-storage.ts'

const sort = 'looks'

export async function looksAtPatient(db: Db, secret: string, { limit, cursor }: { limit: number; cursor?: string | undefined }) {
  const after = cursor === undefined ? undefined : readCursor(secret, cursor, sort)
  if (cursor !== undefined && !after) throw badInput({ path: 'cursor', message: 'is not a cursor of this list' })
  const rows = await findLooks(db, { limit: limit + 1, ...(after ? { after: { at: after.value, id: after.id } } : {}) })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    data: shown.map(({ at, name, role, route }) => ({ at, name, role, kind: kindOf(route) })),
    nextCursor: last ? writeCursor(secret, { sort, value: last.exactAt, id: last.id }) : null,
  }
}

function kindOf(route: string): (typeof lookKinds)[number] {
  const path = route.slice(route.indexOf(' ') + 1)
  if (path.startsWith('/exports/')) return 'export'
  if (path === '/search') return 'search'
  if (/^\/(leads|contacts)\/:id$/.test(path)) return 'record'
  return /^\/(leads|contacts)(\/board)?$/.test(path) ? 'list' : 'other'
}
