/** How patients sign in: the password, then a code where they have chosen to. Whoever fails learns nothing but that. */
import { forgiveGuesses, networkOf, takeGuesses } from '../auth/attempts.ts'
import { readCookie } from '../auth/cookies.ts'
import { isKnownDevice, rememberDevice } from '../auth/devices.ts'
import { isPassword } from '../auth/hashing.ts'
import { tokenDigest } from '../auth/secret-token.ts'
import type { Visit } from '../auth/sessions.ts'
import type { SigningIn } from '../auth/signing-in.ts'
import { readAs, system, writeAs } from '../db/actor.ts'
import { notSignedIn } from '../http/errors.ts'
import { findPatientByEmail, stampPortalLogin } from './accounts-storage.ts'
import { provePatientCode } from './second-factor.ts'
import { beginPatientSession, logSignIn, sendPatientSession } from './sessions.ts'
import { findHalfSession } from './sessions-storage.ts'

const wrong = () => notSignedIn('The e-mail or the password is wrong.')

/** Guesses at a patient's account, apart from those at a colleague's with the same address. */
export const patientGuess = (email: string, isKnown = false) =>
  ({ kind: 'account', of: `patient ${email}`, isKnownDevice: isKnown }) as const

export async function signInPatient(
  signingIn: SigningIn,
  visit: Visit,
  given: { email: string; password: string },
): Promise<{ secondFactor?: 'totp' }> {
  const { database } = signingIn
  const account = await readAs(database, system, (db) => findPatientByEmail(db, given.email))
  const known = isKnownDevice(visit.request, signingIn, account && `patient:${account.leadId}`)
  const guesses = await takeGuesses(signingIn, [
    patientGuess(given.email, known),
    ...(known ? [] : [{ kind: 'address', of: networkOf(visit.request.ip) } as const]),
  ])
  const matches = await isPassword(account?.passwordHash ?? undefined, given.password)
  if (!account || !matches) throw wrong()
  const { leadId, hasSecondFactor } = account
  const token = await writeAs(database, system, async (db) => {
    await forgiveGuesses(db, guesses)
    const stage = hasSecondFactor ? 'second-factor' : 'full'
    if (stage === 'full') await stampPortalLogin(db, leadId, signingIn.now())
    logSignIn(db, leadId, stage === 'full' ? 'portal_signed_in' : 'portal_password_accepted')
    return beginPatientSession(db, signingIn, { leadId, stage, request: visit.request })
  })
  sendPatientSession(visit.reply, signingIn, token)
  rememberDevice(visit, signingIn, `patient:${leadId}`)
  return hasSecondFactor ? { secondFactor: 'totp' } : {}
}

/** The half session gives way to a whole one under a new name. */
export async function completePatientSignIn(signingIn: SigningIn, { request, reply }: Visit, code: string): Promise<void> {
  const { database, config, now } = signingIn
  const cookie = readCookie(request, 'portal', config.publicUrl)
  const leadId = cookie && (await readAs(database, system, (db) => findHalfSession(db, tokenDigest(cookie), now())))
  if (!leadId) throw notSignedIn('Sign in with your password first.')
  const guesses = await takeGuesses(signingIn, [{ kind: 'second-factor', of: `patient ${leadId}` }])
  const token = await writeAs(database, system, async (db) => {
    const proof = await provePatientCode(db, signingIn, leadId, code)
    if (!proof) throw notSignedIn('This code is wrong, or was used before.')
    await forgiveGuesses(db, guesses)
    await stampPortalLogin(db, leadId, now())
    logSignIn(db, leadId, 'portal_signed_in', { secondFactor: proof })
    return beginPatientSession(db, signingIn, { leadId, stage: 'full', request })
  })
  sendPatientSession(reply, signingIn, token)
}
