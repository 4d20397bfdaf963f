/** Choosing a password: by the link of an invitation or a reset, or signed in with the current one. */
import { logActivity } from '../activity/activity.ts'
import { readAs, system, writeAs } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { badInput } from '../http/errors.ts'
import type { Caller } from '../http/house.ts'
import { type Account, clinicName, findAccount, storePassword } from './accounts-storage.ts'
import { forgetGuesses, forgiveGuesses, networkOf, takeGuesses } from './attempts.ts'
import { hashPassword, isPassword } from './hashing.ts'
import { endLinksOf, spentLink, useLink } from './links.ts'
import { findLink } from './links-storage.ts'
import { requireGoodPassword } from './password-rules.ts'
import { ownAccount } from './second-factor.ts'
import { tokenDigest } from './secret-token.ts'
import { endOtherAccess, requirePerson, sendSession, type Visit } from './sessions.ts'
import type { SigningIn } from './signing-in.ts'

/** Ends every session and token of the user; a second factor is still asked for at the next sign-in. */
export async function choosePasswordByLink(signingIn: SigningIn, { request }: Visit, given: { token: string; password: string }) {
  const { database, now } = signingIn
  const guesses = await takeGuesses(signingIn, [{ kind: 'link', of: networkOf(request.ip) }])
  const { link, account, clinic } = await readAs(database, system, async (db) => {
    const link = await findLink(db, tokenDigest(given.token), { kinds: ['invitation', 'reset'], now: now() })
    const account = link?.userId ? await findAccount(db, link.userId) : undefined
    return { link, account, clinic: await clinicName(db) }
  })
  if (!link || !account) throw spentLink()
  requireGoodPassword(given.password, { ...account, clinicName: clinic })
  const passwordHash = await hashPassword(given.password)
  await writeAs(database, system, async (db) => {
    await useLink(db, link.id)
    await forgiveGuesses(db, guesses)
    await setPassword(db, signingIn, account, passwordHash)
    await endOtherAccess(db, signingIn, account.id)
    logActivity(db, { entityType: 'user', entityId: account.id, action: 'password_chosen', userId: account.id, details: { by: link.kind } })
  })
}

/** Ends every other session and every token; this session goes on under a new name. */
export async function changeOwnPassword(
  signingIn: SigningIn,
  { reply, caller }: Visit & { caller: Caller },
  given: { currentPassword: string; password: string },
) {
  requirePerson(caller)
  const { database } = signingIn
  const account = await requirePassword(signingIn, caller, { path: 'currentPassword', password: given.currentPassword })
  const clinic = await readAs(database, system, clinicName)
  requireGoodPassword(given.password, { ...account, clinicName: clinic })
  const passwordHash = await hashPassword(given.password)
  const token = await writeAs(database, system, async (db) => {
    await setPassword(db, signingIn, account, passwordHash)
    logActivity(db, { entityType: 'user', entityId: account.id, action: 'password_changed', userId: account.id })
    return endOtherAccess(db, signingIn, account.id, caller)
  })
  if (token) sendSession(reply, signingIn, token)
}

/** The caller's own password again, before what changes how they sign in; counted like any guess at it. */
export async function requirePassword(signingIn: SigningIn, caller: Caller, typed: { path: string; password: string }): Promise<Account> {
  requirePerson(caller)
  const account = await ownAccount(signingIn, caller.userId)
  const guesses = await takeGuesses(signingIn, [{ kind: 'account', of: account.email, isKnownDevice: true }])
  if (!(await isPassword(account.passwordHash ?? undefined, typed.password))) {
    throw badInput({ path: typed.path, message: 'is not your current password' })
  }
  await writeAs(signingIn.database, system, (db) => forgiveGuesses(db, guesses))
  return account
}

async function setPassword(db: Tx, signingIn: SigningIn, account: Account, passwordHash: string) {
  await storePassword(db, account.id, passwordHash, signingIn.now())
  await endLinksOf(db, account.id)
  await forgetGuesses(db, signingIn.secret, { kind: 'account', of: account.email })
}

/** The password of a user who is just being made. */
export const giveFirstPassword = (db: Tx, userId: number, password: { hash: string; at: Date }): Promise<void> =>
  storePassword(db, userId, password.hash, password.at)

/** Whether the user has accepted an invitation; what they get then is a reset. */
export const hasPassword = async (db: Db, userId: number): Promise<boolean> =>
  typeof (await findAccount(db, userId))?.passwordHash === 'string'
