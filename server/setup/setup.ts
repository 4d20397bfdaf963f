/** A new clinic: the first Admin, by the link that the start prints or by the operator's settings. */
import { forgiveGuesses, networkOf, takeGuesses } from '../auth/attempts.ts'
import { hashPassword } from '../auth/hashing.ts'
import { endSetupLinks, makeSetupLink, requireSetupLink, useLink, waitForSetups } from '../auth/links.ts'
import { requireGoodPassword } from '../auth/password-rules.ts'
import { giveFirstPassword } from '../auth/passwords.ts'
import { beginSession, sendSession, type Visit } from '../auth/sessions.ts'
import type { SigningIn } from '../auth/signing-in.ts'
import { type Database, readAs, system, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { conflict } from '../http/errors.ts'
import { addFirstAdmin, isSomebodyThere } from '../users/first-admin.ts'

export interface FirstAdmin {
  firstName: string
  lastName: string
  email: string
  password: string
}

export const isSetUp = (database: Database) => readAs(database, system, isSomebodyThere)

/** The address of the one-time set-up page; nothing once somebody is there. An earlier link ends. */
export function createSetupLink(database: Database, origin: string, now: Date): Promise<string | undefined> {
  return writeAs(database, system, async (db) => ((await isSomebodyThere(db)) ? undefined : (await makeSetupLink(db, { origin, now })).url))
}

const alreadySetUp = () => conflict('already_set_up', 'This clinic is set up already. Sign in, or ask an Admin for an invitation.')

/** Answers the first Admin's row as JSON, signed in. */
export async function setUpClinic(
  signingIn: SigningIn,
  { request, reply }: Visit,
  { token, ...admin }: FirstAdmin & { token: string },
): Promise<string> {
  const { database, now } = signingIn
  const guesses = await takeGuesses(signingIn, [{ kind: 'link', of: networkOf(request.ip) }])
  if (await isSetUp(database)) throw alreadySetUp()
  const link = await readAs(database, system, (db) => requireSetupLink(db, token, now()))
  requireGoodPassword(admin.password, { ...admin, clinicName: '' })
  const hash = await hashPassword(admin.password)
  const made = await writeAs(database, system, async (db) => {
    await waitForSetups(db)
    if (await isSomebodyThere(db)) throw alreadySetUp()
    await useLink(db, link)
    await forgiveGuesses(db, guesses)
    const { id, json } = await insertFirstAdmin(db, admin, { hash, at: now() })
    return { json, session: await beginSession(db, signingIn, { userId: id, stage: 'full', request }) }
  })
  sendSession(reply, signingIn, made.session)
  return made.json
}

/** Unattended: nothing happens where somebody is already. Answers whether the Admin was made. */
export async function makeFirstAdmin(
  database: Database,
  { email, password }: { email: string; password: string },
  at: Date,
): Promise<boolean> {
  if (await isSetUp(database)) return false
  const hash = await hashPassword(password)
  return writeAs(database, system, async (db) => {
    await waitForSetups(db)
    if (await isSomebodyThere(db)) return false
    await insertFirstAdmin(db, { firstName: 'Clinic', lastName: 'Admin', email, password }, { hash, at })
    return true
  })
}

async function insertFirstAdmin(db: Tx, { firstName, lastName, email }: FirstAdmin, password: { hash: string; at: Date }) {
  const made = await addFirstAdmin(db, { firstName, lastName, email })
  await giveFirstPassword(db, made.id, password)
  await endSetupLinks(db)
  return made
}
