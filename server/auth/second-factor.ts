/** The second factor: enrolled with a first code, replaced, removed; its recovery codes. */
import { logActivity } from '../activity/activity.ts'
import { readAs, system, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { badInput, conflict, found } from '../http/errors.ts'
import type { Caller } from '../http/house.ts'
import { type Account, findAccount } from './accounts-storage.ts'
import { forgiveGuesses, takeGuesses } from './attempts.ts'
import { newRecoveryCodes, recoveryCodeDigest } from './recovery-codes.ts'
import {
  confirmWaitingSecret,
  deleteSecondFactor,
  lockSecondFactor,
  replaceRecoveryCodes,
  spendRecoveryCode,
  spendStep,
  storeWaitingSecret,
} from './second-factor-storage.ts'
import { endOtherAccess } from './sessions.ts'
import type { SigningIn } from './signing-in.ts'
import { newTotpSecret, openSecret, sealSecret, stepOfCode, totpUri } from './totp.ts'

/** Spends a code of the app or a recovery code; nothing if it is not good. */
export async function proveCode(db: Tx, signingIn: SigningIn, userId: number, code: string): Promise<'totp' | 'recovery_code' | undefined> {
  const factor = await lockSecondFactor(db, userId)
  if (!/^\d{6}$/.test(code)) {
    return (await spendRecoveryCode(db, userId, recoveryCodeDigest(code), signingIn.now())) ? 'recovery_code' : undefined
  }
  const step = factor?.sealedSecret ? stepOf(signingIn, factor.sealedSecret, code, factor.lastStep) : undefined
  if (step === undefined) return undefined
  await spendStep(db, userId, step)
  return 'totp'
}

function stepOf(signingIn: SigningIn, sealed: string, code: string, lastStep: number): number | undefined {
  const secret = openSecret(signingIn.secret, sealed)
  return secret === undefined ? undefined : stepOfCode(secret, code, { now: signingIn.now(), lastStep })
}

/** A secret that waits for its first code; an enrolled one stays good until then. */
export function beginEnrolment(signingIn: SigningIn, userId: number) {
  const secret = newTotpSecret()
  return writeAs(signingIn.database, system, async (db) => {
    const { email } = found(await findAccount(db, userId), 'User')
    await storeWaitingSecret(db, userId, sealSecret(signingIn.secret, secret))
    logActivity(db, { entityType: 'user', entityId: userId, action: 'second_factor_begun', userId })
    return { secret, uri: totpUri(secret, email) }
  })
}

/** The waiting secret counts from now on. Answers what `and` makes of it (and logs), with new recovery codes. */
export async function confirmEnrolment<T>(
  signingIn: SigningIn,
  { userId, code }: { userId: number; code: string },
  and: (db: Tx) => Promise<T>,
): Promise<{ result: T; recoveryCodes: string[] }> {
  const guesses = await takeGuesses(signingIn, [{ kind: 'second-factor', of: String(userId) }])
  return writeAs(signingIn.database, system, async (db) => {
    const factor = await lockSecondFactor(db, userId)
    if (!factor?.waitingSecret) throw conflict('not_begun', 'Begin the second factor first.')
    const lastStep = stepOf(signingIn, factor.waitingSecret, code, factor.lastStep)
    if (lastStep === undefined) throw badInput({ path: 'code', message: 'is wrong; check the clock of your phone and try the next code' })
    await forgiveGuesses(db, guesses)
    await confirmWaitingSecret(db, userId, { sealedSecret: factor.waitingSecret, confirmedAt: signingIn.now(), lastStep })
    const codes = await newCodes(db, userId)
    return { result: await and(db), recoveryCodes: codes }
  })
}

async function newCodes(db: Tx, userId: number): Promise<string[]> {
  const codes = newRecoveryCodes()
  await replaceRecoveryCodes(db, userId, codes.map(recoveryCodeDigest))
  return codes
}

/** While signed in: everything else of the user's ends. Answers the new name of the session that goes on. */
export const confirmOwnSecondFactor = (signingIn: SigningIn, caller: Caller, code: string) =>
  confirmEnrolment(signingIn, { userId: caller.userId, code }, (db) => {
    logActivity(db, { entityType: 'user', entityId: caller.userId, action: 'second_factor_enrolled', userId: caller.userId })
    return endOtherAccess(db, signingIn, caller.userId, caller)
  })

/** Answers the new name of the session that goes on. */
export function removeOwnSecondFactor(signingIn: SigningIn, caller: Caller): Promise<string | undefined> {
  const { userId } = caller
  return writeAs(signingIn.database, system, async (db) => {
    const { needsSecondFactor } = found(await findAccount(db, userId), 'User')
    if (needsSecondFactor) throw conflict('second_factor_required', 'Your role needs a second factor. You can replace it with another.')
    if (!(await deleteSecondFactor(db, userId))) throw conflict('no_second_factor', 'There is no second factor to remove.')
    logActivity(db, { entityType: 'user', entityId: userId, action: 'second_factor_removed', userId })
    return endOtherAccess(db, signingIn, userId, caller)
  })
}

/** For somebody who lost it; false if there is none. */
export const takeSecondFactor = (db: Tx, userId: number): Promise<boolean> => deleteSecondFactor(db, userId)

export function renewRecoveryCodes(signingIn: SigningIn, userId: number): Promise<string[]> {
  return writeAs(signingIn.database, system, async (db) => {
    const { hasSecondFactor } = found(await findAccount(db, userId), 'User')
    if (!hasSecondFactor) throw conflict('no_second_factor', 'Enrol a second factor first; its recovery codes come with it.')
    logActivity(db, { entityType: 'user', entityId: userId, action: 'recovery_codes_renewed', userId })
    return newCodes(db, userId)
  })
}

export const ownAccount = async (signingIn: SigningIn, userId: number): Promise<Account> =>
  found(await readAs(signingIn.database, system, (db) => findAccount(db, userId)), 'User')
