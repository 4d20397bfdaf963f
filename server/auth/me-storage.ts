/** SQL of the signed-in user's own page. */
import { eq, sql } from 'drizzle-orm'
import { userAccess } from '../../shared/rows/users.ts'
import { apiTokens, sessions } from '../../shared/schema/auth.ts'
import { userPreferences } from '../../shared/schema/desk.ts'
import { clinicSettings } from '../../shared/schema/records.ts'
import { users } from '../../shared/schema.ts'
import type { Language } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'
import { rowAsJson } from '../db/statement.ts'

/** The user's row as JSON text. */
export async function ownRow(db: Db, userId: number): Promise<string | undefined> {
  const [row] = await db
    .select({ json: rowAsJson(users, userAccess).mapWith(String) })
    .from(users)
    .where(eq(users.id, userId))
  return row?.json
}

export async function ownClinic(db: Db) {
  const [row] = await db
    .select({
      name: clinicSettings.name,
      timeZone: clinicSettings.timeZone,
      country: clinicSettings.country,
      isDemo: clinicSettings.isDemo,
      logoColour: clinicSettings.logoColour,
    })
    .from(clinicSettings)
  return row
}

export async function credentialEnd(
  db: Db,
  { via, credentialId }: { via: 'session' | 'token'; credentialId: number },
): Promise<Date | undefined> {
  const table = via === 'session' ? sessions : apiTokens
  const [row] = await db.select({ expiresAt: table.expiresAt }).from(table).where(eq(table.id, credentialId))
  return row?.expiresAt
}

/** `null` leaves it to the browser again. */
export async function storeLanguage(db: Tx, userId: number, language: Language | null): Promise<void> {
  const set = { language, updatedAt: sql`now()` }
  await db.insert(userPreferences).values({ userId, language }).onConflictDoUpdate({ target: userPreferences.userId, set })
}
