/**
 * Forgotten passwords. The request is written down for every e-mail alike and answered alike; whose it is is looked up
 * behind the answer, so that neither words nor time tell who has an account.
 */
import { logActivity } from '../activity/activity.ts'
import { readAs, system, writeAs } from '../db/actor.ts'
import { enqueue, type Jobs } from '../jobs/jobs.ts'
import { letterLanguage } from '../mail/language.ts'
import { resetMail } from '../mail/letters.ts'
import type { Mailer } from '../mail/mail.ts'
import { type Account, findAccountByEmail } from './accounts-storage.ts'
import { networkOf, takeGuesses } from './attempts.ts'
import { makeUserLink } from './links.ts'
import { deleteResetRequest, findResetRequest, insertResetRequest } from './resets-storage.ts'
import type { Visit } from './sessions.ts'
import type { SigningIn } from './signing-in.ts'

const queue = 'auth.reset'

export async function askForReset(signingIn: SigningIn, { request }: Visit, email: string): Promise<void> {
  await takeGuesses(signingIn, [
    { kind: 'reset', of: email },
    { kind: 'reset-address', of: networkOf(request.ip) },
  ])
  await writeAs(signingIn.database, system, async (db) => {
    await enqueue(db, queue, { requestId: await insertResetRequest(db, email, signingIn.now()) })
  })
}

export function workOnResets(jobs: Jobs, signingIn: SigningIn, mailer: Mailer | undefined): void {
  jobs.work<{ requestId: number }>(queue, ({ requestId }) => answerReset(signingIn, mailer, requestId))
}

async function answerReset(signingIn: SigningIn, mailer: Mailer | undefined, requestId: number): Promise<void> {
  const { database } = signingIn
  const account = await readAs(database, system, async (db) => {
    const email = await findResetRequest(db, requestId)
    return email === undefined ? undefined : findAccountByEmail(db, email)
  })
  if (account?.isActive && mailer) await sendReset(signingIn, mailer, account)
  await writeAs(database, system, async (db) => {
    await deleteResetRequest(db, requestId)
    if (!account?.isActive) return
    const action = mailer ? 'reset_sent' : 'reset_asked'
    logActivity(db, { entityType: 'user', entityId: account.id, action, userId: undefined })
  })
}

/** A repeated job sends a new link, and the earlier one ends. */
async function sendReset({ database, origin, now }: SigningIn, mailer: Mailer, account: Account) {
  const link = await writeAs(database, system, (db) =>
    makeUserLink(db, { kind: account.passwordHash ? 'reset' : 'invitation', userId: account.id, origin: origin(), now: now() }),
  )
  const language = await readAs(database, system, (db) => letterLanguage(db, account.id))
  await mailer.send({ to: account.email, ...resetMail({ firstName: account.firstName, url: link.url, language }) })
}
