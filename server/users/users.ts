/** What an Admin does with staff: add, change, deactivate, help those who lost their second factor. */
import type { z } from 'zod'
import type { NewUser, UserChanges } from '../../shared/rows/users.ts'
import { changesBetween, logActivity } from '../activity/activity.ts'
import { endLinksOf } from '../auth/links.ts'
import { takeSecondFactor } from '../auth/second-factor.ts'
import { endAccess } from '../auth/sessions.ts'
import type { SigningIn } from '../auth/signing-in.ts'
import type { Actor } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { asProduct } from '../db/elevate.ts'
import { conflict, forbidden, found } from '../http/errors.ts'
import { requireFresh } from '../http/etag.ts'
import { inviteUser } from './invitations.ts'
import { hasOtherAdmin, insertUser, isEmailInUse, type LockedUser, lockUser, updateUser } from './storage.ts'

const emailInUse = () => conflict('email_in_use', 'A user with this e-mail exists already.')

export async function addUser(db: Tx, signingIn: SigningIn, actor: Actor, given: z.output<typeof NewUser>) {
  if (await isEmailInUse(db, given.email)) throw emailInUse()
  const json = await insertUser(db, given)
  const { id, isActive } = JSON.parse(json) as { id: number; isActive: boolean }
  logActivity(db, {
    entityType: 'user',
    entityId: id,
    action: 'created',
    userId: actor.userId,
    details: { changes: { role: [null, given.role] } },
  })
  if (!isActive) return { json }
  const { invitationUrl } = await inviteUser(db, signingIn, actor, id)
  return { json: invitationUrl === undefined ? json : JSON.stringify({ ...JSON.parse(json), invitationUrl }) }
}

interface Change {
  id: number
  changes: z.output<typeof UserChanges>
  ifMatch: string | undefined
}

export async function changeUser(db: Tx, signingIn: SigningIn, actor: Actor, { id, changes, ifMatch }: Change) {
  const { json, user } = found(await lockUser(db, id), 'User')
  requireFresh(ifMatch, json)
  const details = changesBetween(user, changes)
  if (!details) return { json }
  await checkChange(db, actor, user, changes)
  const changed = found(await updateUser(db, id, changes), 'User')
  const now = JSON.parse(changed) as LockedUser['user']
  await endWhatNoLongerHolds(db, signingIn, user, now)
  const action = user.isActive === now.isActive ? 'updated' : now.isActive ? 'activated' : 'deactivated'
  logActivity(db, { entityType: 'user', entityId: id, action, userId: actor.userId, details })
  return { json: changed }
}

/** Nobody changes their own rights, and an active Admin stays. */
async function checkChange(db: Tx, actor: Actor, user: LockedUser['user'], changes: Change['changes']) {
  const role = changes.role ?? user.role
  const isActive = changes.isActive ?? user.isActive
  if (user.id === actor.userId && (role !== user.role || isActive !== user.isActive)) {
    throw forbidden('You cannot change your own role or deactivate yourself. Ask another Admin.')
  }
  const endsAdmin = user.role === 'Admin' && user.isActive && !(role === 'Admin' && isActive)
  if (endsAdmin && !(await hasOtherAdmin(db, user.id))) {
    throw conflict('last_admin', 'This is the last active Admin. Make somebody else an Admin first.')
  }
  if (changes.email !== undefined && (await isEmailInUse(db, changes.email, user.id))) throw emailInUse()
}

/** Another role: signed in afresh. Deactivated: tokens and links end too. Another e-mail: links sent to the old one end. */
async function endWhatNoLongerHolds(db: Tx, signingIn: SigningIn, before: LockedUser['user'], now: LockedUser['user']) {
  await asProduct(db, async () => {
    if (before.isActive && !now.isActive) await endAccess(db, signingIn, now.id, 'sessions and tokens')
    else if (before.role !== now.role) await endAccess(db, signingIn, now.id, 'sessions')
    if (!now.isActive || before.email !== now.email) await endLinksOf(db, now.id)
  })
}

export async function resetSecondFactor(db: Tx, signingIn: SigningIn, actor: Actor, id: number): Promise<void> {
  if (id === actor.userId) throw forbidden('Remove your own second factor in your profile, with your password.')
  found(await lockUser(db, id), 'User')
  await asProduct(db, async () => {
    if (!(await takeSecondFactor(db, id))) throw conflict('no_second_factor', 'This user has no second factor.')
    await endAccess(db, signingIn, id, 'sessions and tokens')
  })
  logActivity(db, { entityType: 'user', entityId: id, action: 'second_factor_removed', userId: actor.userId })
}
