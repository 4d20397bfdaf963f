/** SQL of counted guesses. */
import { and, asc, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import { signInAttempts } from '../../shared/schema/auth.ts'
import type { Tx } from '../db/connection.ts'

/** Those who guess at the same subject at the same time count one after the other. */
export async function lockSubject(db: Tx, subject: string): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 1))`)
}

/** Oldest first. */
export function guessesSince(db: Tx, subject: string, since: Date) {
  return db
    .select({ at: signInAttempts.at, isKnownDevice: signInAttempts.isKnownDevice })
    .from(signInAttempts)
    .where(and(eq(signInAttempts.subject, subject), gt(signInAttempts.at, since)))
    .orderBy(asc(signInAttempts.at))
}

export async function insertGuess(db: Tx, guess: { subject: string; at: Date; isKnownDevice: boolean }): Promise<number> {
  const [row] = await db.insert(signInAttempts).values(guess).returning({ id: signInAttempts.id })
  return row?.id ?? 0
}

export async function deleteGuesses(db: Tx, ids: number[]): Promise<void> {
  await db.delete(signInAttempts).where(inArray(signInAttempts.id, ids))
}

export async function deleteGuessesAt(db: Tx, subject: string): Promise<void> {
  await db.delete(signInAttempts).where(eq(signInAttempts.subject, subject))
}

export async function deleteGuessesBefore(db: Tx, time: Date): Promise<void> {
  await db.delete(signInAttempts).where(lt(signInAttempts.at, time))
}
