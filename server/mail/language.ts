/** The language of letters and screens. */
import type { Language } from '../../shared/values.ts'
import type { Db } from '../db/connection.ts'
import { findLanguage } from './language-storage.ts'

/** What a person chose in their profile; nothing when they left it to their browser. */
export const chosenLanguage = (db: Db, userId: number): Promise<Language | undefined> => findLanguage(db, userId)

/** For a letter: what the reader chose, else what those next to them did, such as who invites them. */
export async function letterLanguage(db: Db, ...userIds: readonly number[]): Promise<Language> {
  for (const userId of userIds) {
    const language = await findLanguage(db, userId)
    if (language) return language
  }
  return 'en'
}
