/**
 * Letters of the portal. Each request is written down for every address alike; whose it is is looked up behind the
 * answer, so that neither words nor time tell who is known here.
 */

import { logActivity } from '../activity/activity.ts'
import { networkOf, takeGuesses } from '../auth/attempts.ts'
import type { Visit } from '../auth/sessions.ts'
import type { SigningIn } from '../auth/signing-in.ts'
import { readAs, system, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { enqueue, type Jobs } from '../jobs/jobs.ts'
import type { Letter, Mailer } from '../mail/mail.ts'
import { activationMail, comeBackMail, portalResetMail } from '../mail/portal-letters.ts'
import { type SignInChange, signInChangeMail } from '../mail/portal-notices.ts'
import {
  clinicName,
  deleteMailRequest,
  findMailRequest,
  findPatientAccount,
  findPatientByEmail,
  insertMailRequest,
  type PatientAccount,
} from './accounts-storage.ts'
import { makePortalLink } from './links.ts'
import type { PortalLinkKind } from './sessions-storage.ts'

const queue = 'portal.letter'
const changeQueue = 'portal.sign-in-letter'

/** A forgotten password; the answer is the same whoever asks. */
export async function askForPortalLink(signingIn: SigningIn, { request }: Visit, email: string): Promise<void> {
  await takeGuesses(signingIn, [
    { kind: 'reset', of: `patient ${email}` },
    { kind: 'reset-address', of: networkOf(request.ip) },
  ])
  await writeAs(signingIn.database, system, (db) => orderLetter(db, { kind: 'reset', email, createdAt: signingIn.now() }))
}

/** A letter to whoever has this address and access to the portal; to nobody if there is none. */
export async function orderLetter(db: Tx, request: { kind: PortalLinkKind; email: string; createdAt: Date }): Promise<void> {
  await enqueue(db, queue, { requestId: await insertMailRequest(db, request) })
}

export function workOnLetters(jobs: Jobs, signingIn: SigningIn, mailer: Mailer | undefined): void {
  jobs.work<{ requestId: number }>(queue, ({ requestId }) => answerRequest(signingIn, mailer, requestId))
  jobs.work<Changed>(changeQueue, (changed) => tellOfChange(signingIn, mailer, changed))
}

type Changed = { leadId: number; change: SignInChange }

/** Whoever did not change how they sign in should know that somebody did. */
export const orderChangeLetter = (db: Tx, changed: Changed) => enqueue(db, changeQueue, changed)

async function tellOfChange({ database, origin }: SigningIn, mailer: Mailer | undefined, { leadId, change }: Changed): Promise<void> {
  if (!mailer) return
  const { account, clinic } = await readAs(database, system, async (db) => ({
    account: await findPatientAccount(db, leadId),
    clinic: (await clinicName(db)) || 'HealthCRM',
  }))
  if (!account) return
  const { email, firstName, language } = account
  const words = { firstName, clinic, language: language ?? 'en', url: `${origin()}/portal/forgot`, change }
  await mailer.send({ to: email, from: clinic, ...signInChangeMail(words) })
}

async function answerRequest(signingIn: SigningIn, mailer: Mailer | undefined, requestId: number): Promise<void> {
  const { database } = signingIn
  const { request, account } = await readAs(database, system, async (db) => {
    const request = await findMailRequest(db, requestId)
    return { request, account: request && (await findPatientByEmail(db, request.email)) }
  })
  if (account && request && mailer) await mailer.send({ to: account.email, ...(await letterFor(signingIn, account, request.kind)) })
  await writeAs(database, system, async (db) => {
    await deleteMailRequest(db, requestId)
    if (!account || !request) return
    const action = mailer ? 'portal_letter_sent' : 'portal_letter_asked'
    logActivity(db, { entityType: 'lead', entityId: account.leadId, action, userId: undefined, details: { kind: request.kind } })
  })
}

/** Whoever has no password yet gets a link to choose one, whatever was asked; a repeated job sends a new link. */
async function letterFor(signingIn: SigningIn, account: PatientAccount, asked: PortalLinkKind): Promise<Letter> {
  const { database, origin, now } = signingIn
  const { leadId, firstName, passwordHash } = account
  const clinic = (await readAs(database, system, clinicName)) || 'HealthCRM'
  const words = { firstName, clinic, language: account.language ?? 'en' }
  if (asked === 'activation' && passwordHash) return { from: clinic, ...comeBackMail({ ...words, url: `${origin()}/portal/sign-in` }) }
  const kind = passwordHash ? 'reset' : 'activation'
  const url = await writeAs(database, system, (db) => makePortalLink(db, { kind, leadId, origin: origin(), now: now() }))
  return { from: clinic, ...(kind === 'reset' ? portalResetMail({ ...words, url }) : activationMail({ ...words, url })) }
}
