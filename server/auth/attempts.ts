/**
 * Limits on guessing, counted in the database for all instances together. A guess is written before it is checked, in a
 * transaction of its own, and taken back when it was right: only wrong ones count, and none slips through side by side.
 */
import { type Database, system, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { tooMany } from '../http/errors.ts'
import { deleteGuesses, deleteGuessesAt, guessesSince, insertGuess, lockSubject } from './attempts-storage.ts'
import { keyedDigest } from './secret-token.ts'

export const guessWindowMs = 15 * 60_000

/** What one patient may do in the portal in a quarter of an hour, right or wrong. */
const portal = { 'portal-message': 30, 'portal-file': 40, 'portal-pay': 20 } as const

/**
 * Wrong guesses in a quarter of an hour. A browser that the account has signed in with before has guesses of its own,
 * so that strangers cannot keep its owner out; together they stay below 20 an account.
 */
const most = {
  account: 10,
  'account-known-device': 9,
  address: 100,
  'second-factor': 10,
  link: 30,
  reset: 5,
  'reset-address': 30,
  ...portal,
  'form-address': 20,
  'form-email': 5,
  // Asked by whoever holds a certificate, right or wrong.
  certificate: 60,
} as const
export type GuessKind = Exclude<keyof typeof most, 'account-known-device'>

export interface Guess {
  kind: GuessKind
  /** E-mail, address or user id. */
  of: string
  isKnownDevice?: boolean
}
export interface GuessParts {
  database: Database
  secret: string
  now: () => Date
}

export const guessSubject = (secret: string, kind: GuessKind, of: string) => keyedDigest(secret, `guess:${kind}:${of.toLowerCase()}`)

/** Answers what `deleteGuesses` takes back; throws a 429 that says when to come again. */
export function takeGuesses({ database, secret, now }: GuessParts, guesses: Guess[]): Promise<number[]> {
  const at = now()
  return writeAs(database, system, async (db) => {
    const ids: number[] = []
    for (const guess of guesses) ids.push(await takeGuess(db, guess, { subject: guessSubject(secret, guess.kind, guess.of), at }))
    return ids
  })
}

async function takeGuess(db: Tx, { kind, isKnownDevice = false }: Guess, { subject, at }: { subject: string; at: Date }): Promise<number> {
  await lockSubject(db, subject)
  const since = new Date(at.getTime() - guessWindowMs)
  const counted = (await guessesSince(db, subject, since)).filter((guess) => guess.isKnownDevice === isKnownDevice)
  const limit = isKnownDevice ? most['account-known-device'] : most[kind]
  const oldest = counted[0]
  if (oldest && counted.length >= limit) throw tooMany(Math.ceil((oldest.at.getTime() + guessWindowMs - at.getTime()) / 1000) + 1)
  return insertGuess(db, { subject, at, isKnownDevice })
}

/** Takes back guesses that were right. */
export const forgiveGuesses = (db: Tx, ids: number[]): Promise<void> => deleteGuesses(db, ids)

/** Whoever was guessing is forgotten: the owner of a new password gets in at once. */
export const forgetGuesses = (db: Tx, secret: string, { kind, of }: Guess): Promise<void> =>
  deleteGuessesAt(db, guessSubject(secret, kind, of))

/** One network of an IPv6 client counts as one address. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address
  return address.split(':').slice(0, 4).join(':')
}
