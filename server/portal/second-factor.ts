/** The second factor that a patient may choose: enrolled with a first code, replaced, removed; its recovery codes. */
import { forgiveGuesses, takeGuesses } from '../auth/attempts.ts'
import { newRecoveryCodes, recoveryCodeDigest } from '../auth/recovery-codes.ts'
import type { SigningIn } from '../auth/signing-in.ts'
import { newTotpSecret, openSecret, sealSecret, stepOfCode, totpUri } from '../auth/totp.ts'
import { system, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { badInput, conflict } from '../http/errors.ts'
import type { PatientCaller } from '../http/house.ts'
import { clinicName, type PatientAccount } from './accounts-storage.ts'
import { orderChangeLetter } from './letters.ts'
import {
  confirmWaitingFactor,
  deletePatientFactor,
  lockPatientFactor,
  replacePatientCodes,
  spendPatientCode,
  spendPatientStep,
  storeWaitingFactor,
} from './second-factor-storage.ts'
import { endOtherPatientSessions, logSignIn } from './sessions.ts'

/** Spends a code of the app or a recovery code; nothing if it is not good. */
export async function provePatientCode(db: Tx, signingIn: SigningIn, leadId: number, code: string) {
  const factor = await lockPatientFactor(db, leadId)
  if (!/^\d{6}$/.test(code)) {
    const isSpent = await spendPatientCode(db, leadId, recoveryCodeDigest(code), signingIn.now())
    return isSpent ? ('recovery_code' as const) : undefined
  }
  const step = factor?.sealedSecret ? stepOf(signingIn, factor.sealedSecret, code, factor.lastStep) : undefined
  if (step === undefined) return undefined
  await spendPatientStep(db, leadId, step)
  return 'totp' as const
}

/** A secret that waits for its first code; an enrolled one stays good until then. */
export function beginPatientFactor(signingIn: SigningIn, { leadId, email }: PatientAccount) {
  const secret = newTotpSecret()
  return writeAs(signingIn.database, system, async (db) => {
    await storeWaitingFactor(db, leadId, sealSecret(signingIn.secret, secret))
    logSignIn(db, leadId, 'portal_second_factor_begun')
    return { secret, uri: totpUri(secret, email, (await clinicName(db)) || undefined) }
  })
}

/** The waiting secret counts from now on. Answers recovery codes, and the new name of the session that goes on. */
export async function confirmPatientFactor(signingIn: SigningIn, patient: PatientCaller, code: string) {
  const { leadId } = patient
  const guesses = await takeGuesses(signingIn, [{ kind: 'second-factor', of: `patient ${leadId}` }])
  return writeAs(signingIn.database, system, async (db) => {
    const factor = await lockPatientFactor(db, leadId)
    if (!factor?.waitingSecret) throw conflict('not_begun', 'Begin the second factor first.')
    const lastStep = stepOf(signingIn, factor.waitingSecret, code, factor.lastStep)
    if (lastStep === undefined) throw badInput({ path: 'code', message: 'is wrong; check the clock of your phone and try the next code' })
    await forgiveGuesses(db, guesses)
    await confirmWaitingFactor(db, leadId, { sealedSecret: factor.waitingSecret, confirmedAt: signingIn.now(), lastStep })
    logSignIn(db, leadId, 'portal_second_factor_enrolled')
    await orderChangeLetter(db, { leadId, change: 'factor_on' })
    return { recoveryCodes: await newCodes(db, leadId), token: await endOtherPatientSessions(db, patient) }
  })
}

/** Answers the new name of the session that goes on. */
export function removePatientFactor(signingIn: SigningIn, patient: PatientCaller): Promise<string> {
  return writeAs(signingIn.database, system, async (db) => {
    if (!(await deletePatientFactor(db, patient.leadId))) throw conflict('no_second_factor', 'There is no second factor to remove.')
    logSignIn(db, patient.leadId, 'portal_second_factor_removed')
    await orderChangeLetter(db, { leadId: patient.leadId, change: 'factor_off' })
    return endOtherPatientSessions(db, patient)
  })
}

export function renewPatientCodes(signingIn: SigningIn, { leadId, hasSecondFactor }: PatientAccount): Promise<string[]> {
  return writeAs(signingIn.database, system, async (db) => {
    if (!hasSecondFactor) throw conflict('no_second_factor', 'Enrol a second factor first; its recovery codes come with it.')
    logSignIn(db, leadId, 'portal_recovery_codes_renewed')
    await orderChangeLetter(db, { leadId, change: 'codes_renewed' })
    return newCodes(db, leadId)
  })
}

async function newCodes(db: Tx, leadId: number): Promise<string[]> {
  const codes = newRecoveryCodes()
  await replacePatientCodes(db, leadId, codes.map(recoveryCodeDigest))
  return codes
}

function stepOf(signingIn: SigningIn, sealed: string, code: string, lastStep: number): number | undefined {
  const secret = openSecret(signingIn.secret, sealed)
  return secret === undefined ? undefined : stepOfCode(secret, code, { now: signingIn.now(), lastStep })
}
