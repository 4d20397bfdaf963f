/** A patient's password, kept in `leads.password_hash`: chosen by the link of an activation or reset, or changed with the current one. */
import { forgetGuesses, forgiveGuesses, networkOf, takeGuesses } from '../auth/attempts.ts'
import { hashPassword, isPassword } from '../auth/hashing.ts'
import { spentLink } from '../auth/links.ts'
import { requireGoodPassword } from '../auth/password-rules.ts'
import { tokenDigest } from '../auth/secret-token.ts'
import type { Visit } from '../auth/sessions.ts'
import type { SigningIn } from '../auth/signing-in.ts'
import { readAs, system, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { badInput, found } from '../http/errors.ts'
import type { PatientCaller } from '../http/house.ts'
import { clinicName, findPatientAccount, type PatientAccount, storePatientPassword } from './accounts-storage.ts'
import { orderChangeLetter } from './letters.ts'
import { endOtherPatientSessions, logSignIn, sendPatientSession } from './sessions.ts'
import { deletePatientSessions, deletePortalLinks, findPortalLink, spendPortalLink } from './sessions-storage.ts'
import { patientGuess } from './sign-in.ts'

/** Ends every session of the patient; a second factor is still asked for at the next sign-in. */
export async function choosePatientPassword(signingIn: SigningIn, { request }: Visit, given: { token: string; password: string }) {
  const { database, now } = signingIn
  const guesses = await takeGuesses(signingIn, [{ kind: 'link', of: networkOf(request.ip) }])
  const { link, account, clinic } = await readAs(database, system, async (db) => {
    const link = await findPortalLink(db, tokenDigest(given.token), now())
    return { link, account: link && (await findPatientAccount(db, link.leadId)), clinic: await clinicName(db) }
  })
  if (!link || !account) throw spentLink()
  requireGoodPassword(given.password, { ...account, clinicName: clinic })
  const passwordHash = await hashPassword(given.password)
  await writeAs(database, system, async (db) => {
    if (!(await spendPortalLink(db, link.id))) throw spentLink()
    await forgiveGuesses(db, guesses)
    await setPassword(db, signingIn, account, passwordHash)
    await deletePatientSessions(db, account.leadId)
    logSignIn(db, account.leadId, link.kind === 'activation' ? 'portal_activated' : 'portal_password_chosen')
    if (link.kind === 'reset') await orderChangeLetter(db, { leadId: account.leadId, change: 'password_changed' })
  })
}

/** Ends every other session; this one goes on under a new name. */
export async function changePatientPassword(
  signingIn: SigningIn,
  { reply, patient }: Pick<Visit, 'reply'> & { patient: PatientCaller },
  given: { currentPassword: string; password: string },
) {
  const { database } = signingIn
  const account = await requirePatientPassword(signingIn, patient, { path: 'currentPassword', password: given.currentPassword })
  requireGoodPassword(given.password, { ...account, clinicName: await readAs(database, system, clinicName) })
  const passwordHash = await hashPassword(given.password)
  const token = await writeAs(database, system, async (db) => {
    await setPassword(db, signingIn, account, passwordHash)
    logSignIn(db, account.leadId, 'portal_password_changed')
    await orderChangeLetter(db, { leadId: account.leadId, change: 'password_changed' })
    return endOtherPatientSessions(db, patient)
  })
  sendPatientSession(reply, signingIn, token)
}

/** The patient's own password again, before what changes how they sign in; counted like any guess at it. */
export async function requirePatientPassword(
  signingIn: SigningIn,
  { leadId }: PatientCaller,
  typed: { path: string; password: string },
): Promise<PatientAccount> {
  const { database } = signingIn
  const account = found(await readAs(database, system, (db) => findPatientAccount(db, leadId)), 'Patient')
  const guesses = await takeGuesses(signingIn, [patientGuess(account.email, true)])
  if (!(await isPassword(account.passwordHash ?? undefined, typed.password))) {
    throw badInput({ path: typed.path, message: 'is not your current password' })
  }
  await writeAs(database, system, (db) => forgiveGuesses(db, guesses))
  return account
}

async function setPassword(db: Tx, signingIn: SigningIn, { leadId, email }: PatientAccount, passwordHash: string) {
  await storePatientPassword(db, leadId, passwordHash)
  await deletePortalLinks(db, leadId)
  await forgetGuesses(db, signingIn.secret, patientGuess(email))
}
