/** SQL of the profiles. A person without a row has an empty profile; a person the actor may not see has none. */
import { and, eq, sql } from 'drizzle-orm'
import { personProfiles } from '../../shared/schema/calendar.ts'
import { contacts, leads } from '../../shared/schema.ts'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export type PersonKind = 'lead' | 'contact'

export async function findProfile(db: Db, kind: PersonKind, id: number) {
  const people = kind === 'lead' ? leads : contacts
  const [row] = await db
    .select({
      state: personProfiles.state,
      timeZone: personProfiles.timeZone,
      language: personProfiles.language,
      updatedAt: timeAsText(sql`${personProfiles.updatedAt}`).mapWith(String),
    })
    .from(people)
    .leftJoin(personProfiles, and(eq(personProfiles.entityType, kind), eq(personProfiles.entityId, people.id)))
    .where(eq(people.id, id))
  return row
}

export async function saveProfile(db: Tx, profile: typeof personProfiles.$inferInsert): Promise<void> {
  const { state, timeZone, language } = profile
  await db
    .insert(personProfiles)
    .values(profile)
    .onConflictDoUpdate({
      target: [personProfiles.entityType, personProfiles.entityId],
      set: { state, timeZone, language, updatedAt: sql`now()` },
    })
}
