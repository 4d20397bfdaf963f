/** In which language somebody of the staff is written to. */
import { eq } from 'drizzle-orm'
import { userPreferences } from '../../shared/schema/desk.ts'
import type { Language } from '../../shared/values.ts'
import type { Db } from '../db/connection.ts'

/** What they chose in their profile; nothing when they left it to their browser. */
export async function findLanguage(db: Db, userId: number): Promise<Language | undefined> {
  const [row] = await db.select({ language: userPreferences.language }).from(userPreferences).where(eq(userPreferences.userId, userId))
  return row?.language ?? undefined
}
