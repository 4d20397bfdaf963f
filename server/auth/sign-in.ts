/** Signing in: the password, then the second factor where there is one. Whoever fails learns nothing but that. */
import { logActivity } from '../activity/activity.ts'
import { readAs, system, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { notSignedIn } from '../http/errors.ts'
import { type Account, findAccountByEmail } from './accounts-storage.ts'
import { forgiveGuesses, networkOf, takeGuesses } from './attempts.ts'
import { readCookie } from './cookies.ts'
import { isKnownDevice, rememberDevice } from './devices.ts'
import { isPassword } from './hashing.ts'
import { proveCode } from './second-factor.ts'
import { tokenDigest } from './secret-token.ts'
import { beginSession, dropSession, leaveSession, sendSession, type Visit } from './sessions.ts'
import { findHalfSession } from './sessions-storage.ts'
import type { SigningIn } from './signing-in.ts'

const wrong = () => notSignedIn('The e-mail or the password is wrong.')

type NextStep = { secondFactor?: 'totp' | 'enrolment' }

export async function signIn(signingIn: SigningIn, visit: Visit, given: { email: string; password: string }): Promise<NextStep> {
  const { database } = signingIn
  const account = await readAs(database, system, (db) => findAccountByEmail(db, given.email))
  const known = isKnownDevice(visit.request, signingIn, account?.id)
  const guesses = await takeGuesses(signingIn, [
    { kind: 'account', of: given.email, isKnownDevice: known },
    ...(known ? [] : [{ kind: 'address', of: networkOf(visit.request.ip) } as const]),
  ])
  const matches = await isPassword(account?.passwordHash ?? undefined, given.password)
  if (!account || !matches || !account.isActive) throw wrong()
  const next = nextStep(account)
  const token = await writeAs(database, system, async (db) => {
    await forgiveGuesses(db, guesses)
    const begun = await beginSession(db, signingIn, { userId: account.id, stage: stageOf(next), request: visit.request })
    const action = next.secondFactor ? 'password_accepted' : 'signed_in'
    logActivity(db, { entityType: 'user', entityId: account.id, action, userId: account.id })
    return begun
  })
  sendSession(visit.reply, signingIn, token)
  rememberDevice(visit, signingIn, account.id)
  return next
}

function nextStep({ hasSecondFactor, needsSecondFactor }: Account): NextStep {
  if (hasSecondFactor) return { secondFactor: 'totp' }
  return needsSecondFactor ? { secondFactor: 'enrolment' } : {}
}

const stageOf = ({ secondFactor }: NextStep) => (secondFactor === 'totp' ? 'second-factor' : (secondFactor ?? 'full'))

/** Whose sign-in waits for the step; a 401 for everybody else. */
export async function halfSignedIn(signingIn: SigningIn, { request }: Visit, stage: 'second-factor' | 'enrolment') {
  const cookie = readCookie(request, 'session', signingIn.config.publicUrl)
  const half =
    cookie === undefined
      ? undefined
      : await readAs(signingIn.database, system, (db) => findHalfSession(db, tokenDigest(cookie), signingIn.now()))
  if (half?.stage !== stage) throw notSignedIn('Sign in with your password first.')
  return half
}

export async function completeSignIn(signingIn: SigningIn, visit: Visit, code: string): Promise<void> {
  const { userId } = await halfSignedIn(signingIn, visit, 'second-factor')
  const guesses = await takeGuesses(signingIn, [{ kind: 'second-factor', of: String(userId) }])
  const token = await writeAs(signingIn.database, system, async (db) => {
    const proof = await proveCode(db, signingIn, userId, code)
    if (!proof) throw notSignedIn('This code is wrong, or was used before.')
    await forgiveGuesses(db, guesses)
    return enter(db, signingIn, { userId, request: visit.request, proof })
  })
  sendSession(visit.reply, signingIn, token)
}

/** The half session gives way to a whole one under a new name. */
export async function enter(
  db: Tx,
  signingIn: SigningIn,
  { userId, request, proof }: { userId: number; request: Visit['request']; proof: 'totp' | 'recovery_code' | 'enrolment' },
): Promise<string> {
  const token = await beginSession(db, signingIn, { userId, stage: 'full', request })
  logActivity(db, { entityType: 'user', entityId: userId, action: 'signed_in', userId, details: { secondFactor: proof } })
  return token
}

/** Whoever is not signed in is signed out already. */
export async function signOut(signingIn: SigningIn, visit: Visit): Promise<void> {
  await writeAs(signingIn.database, system, async (db) => {
    const left = await leaveSession(db, signingIn, visit.request)
    if (left) logActivity(db, { entityType: 'user', entityId: left.userId, action: 'signed_out', userId: left.userId })
  })
  dropSession(visit.reply, signingIn)
  visit.reply.header('clear-site-data', '"cache"')
}
