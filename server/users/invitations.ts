/** Inviting staff: a link with which they choose a password, mailed, or shown to the Admin to hand over. */
import { logActivity } from '../activity/activity.ts'
import { makeUserLink } from '../auth/links.ts'
import { hasPassword } from '../auth/passwords.ts'
import type { SigningIn } from '../auth/signing-in.ts'
import { type Actor, readAs, system, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { asProduct } from '../db/elevate.ts'
import { conflict, found } from '../http/errors.ts'
import { enqueue, type Jobs } from '../jobs/jobs.ts'
import { letterLanguage } from '../mail/language.ts'
import { invitationMail, resetMail } from '../mail/letters.ts'
import type { Mailer } from '../mail/mail.ts'
import { findUser, lockUser } from './storage.ts'

const queue = 'users.invitation'

/** `invitationUrl` only while no mail server is set. The mailed link is made when the letter is: its secret is kept nowhere. */
export async function inviteUser(
  db: Tx,
  signingIn: SigningIn,
  actor: Actor,
  userId: number,
): Promise<{ expiresAt: string; invitationUrl?: string }> {
  const { url, expiresAt } = await asProduct(db, () => makeLinkFor(db, signingIn, userId))
  if (signingIn.config.smtpUrl === undefined) return { expiresAt: expiresAt.toISOString(), invitationUrl: url }
  await enqueue(db, queue, { userId, invitedById: actor.userId })
  return { expiresAt: expiresAt.toISOString() }
}

/** Whoever has a password already gets the short-lived link of a reset. */
async function makeLinkFor(db: Tx, { origin, now }: SigningIn, userId: number) {
  const kind = (await hasPassword(db, userId)) ? 'reset' : 'invitation'
  return { kind, ...(await makeUserLink(db, { kind, userId, origin: origin(), now: now() })) }
}

export async function renewInvitation(db: Tx, signingIn: SigningIn, actor: Actor, id: number) {
  const { user } = found(await lockUser(db, id), 'User')
  if (!user.isActive) throw conflict('inactive', 'This user is deactivated. Activate them first.')
  logActivity(db, { entityType: 'user', entityId: id, action: 'invited', userId: actor.userId })
  return inviteUser(db, signingIn, actor, id)
}

export function workOnInvitations(jobs: Jobs, signingIn: SigningIn, mailer: Mailer | undefined): void {
  jobs.work<Invitation>(queue, (invitation) => mailInvitation(signingIn, mailer, invitation))
}

type Invitation = { userId: number; invitedById: number }

async function mailInvitation(signingIn: SigningIn, mailer: Mailer | undefined, { userId, invitedById }: Invitation): Promise<void> {
  const { database } = signingIn
  const invited = await readAs(database, system, (db) => findUser(db, userId))
  if (!invited?.user.isActive || !mailer) return
  const { kind, url } = await writeAs(database, system, (db) => makeLinkFor(db, signingIn, userId))
  // Who is new has chosen no language yet: the one of who invites them is the better guess.
  const language = await readAs(database, system, (db) => letterLanguage(db, userId, invitedById))
  const words = { firstName: String(invited.user.firstName), url, language }
  await mailer.send({ to: invited.user.email, ...(kind === 'reset' ? resetMail(words) : invitationMail(words)) })
}
