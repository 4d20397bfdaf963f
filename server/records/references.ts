/** References from one record to another: they have to lead to something the actor may know of. */
import type { Db } from '../db/connection.ts'
import { badInput } from '../http/errors.ts'
import { type ReferenceKind, unknownReferences } from './references-storage.ts'

const wrong: Record<ReferenceKind, string> = {
  lead: 'names a record that does not exist',
  contact: 'names a record that does not exist',
  user: 'is not an active user',
  coach: 'is not an active Health Coach or Admin',
}

type Fields = Readonly<Record<string, unknown>>

/** 400 that names each bad reference among `given`; what stood in `before` is not asked again. */
export async function requireReferences(
  db: Db,
  kinds: Readonly<Record<string, ReferenceKind>>,
  given: Fields,
  before: Fields = {},
): Promise<void> {
  const asked = Object.entries(kinds).flatMap(([path, kind]) => {
    const id = given[path]
    return typeof id === 'number' && id !== before[path] ? [{ path, kind, id }] : []
  })
  const unknown = await unknownReferences(db, asked)
  if (unknown.length) throw badInput(...unknown.map(({ path, kind }) => ({ path, message: wrong[kind] })))
}
