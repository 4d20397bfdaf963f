import { sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'

/** `coach`: a user whom patients may be given to. */
export type ReferenceKind = 'lead' | 'contact' | 'user' | 'coach'
export interface Reference {
  path: string
  kind: ReferenceKind
  id: number
}

const known = {
  lead: (id: number) => sql`exists (select from leads where id = ${id})`,
  contact: (id: number) => sql`exists (select from contacts where id = ${id})`,
  user: (id: number) => sql`exists (select from users where id = ${id} and is_active)`,
  coach: (id: number) => sql`exists (select from users where id = ${id} and is_active and role in ('Health Coach', 'Admin'))`,
} as const

/** Those that do not exist, or that the actor may not know of: the database shows no difference. */
export async function unknownReferences(db: Db, references: Reference[]): Promise<Reference[]> {
  if (!references.length) return []
  const answers = sql.join(
    references.map(({ kind, id }) => known[kind](id)),
    sql`, `,
  )
  const { rows } = await db.execute<{ known: boolean[] }>(sql`select array[${answers}] as known`)
  return references.filter((_, index) => !rows[0]?.known[index])
}
