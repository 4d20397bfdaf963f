/** Links that work once: their secret stands behind the `#`, so that no server log and no referrer ever holds it. */
import type { Db, Tx } from '../db/connection.ts'
import { badInput } from '../http/errors.ts'
import { deleteLinksOf, deleteLinksOfKind, findLink, insertLink, type LinkKind, lockSetup, spendLink } from './links-storage.ts'
import { newSecretToken, tokenDigest } from './secret-token.ts'

const minutes = 60_000
const lifeMs: Record<LinkKind, number> = { invitation: 7 * 24 * 60 * minutes, reset: 60 * minutes, setup: 24 * 60 * minutes }

export interface Link {
  url: string
  expiresAt: Date
}
interface NewLink {
  origin: string
  now: Date
}

/** Earlier links of the same user end. */
export async function makeUserLink(db: Tx, { kind, userId, origin, now }: NewLink & { kind: 'invitation' | 'reset'; userId: number }) {
  await deleteLinksOf(db, userId)
  return makeLink(db, { kind, userId, origin, now })
}

export async function makeSetupLink(db: Tx, { origin, now }: NewLink): Promise<Link> {
  await deleteLinksOfKind(db, 'setup')
  return makeLink(db, { kind: 'setup', userId: null, origin, now })
}

async function makeLink(db: Tx, { kind, userId, origin, now }: NewLink & { kind: LinkKind; userId: number | null }): Promise<Link> {
  const token = newSecretToken()
  const expiresAt = new Date(now.getTime() + lifeMs[kind])
  await insertLink(db, { kind, userId, tokenHash: tokenDigest(token), createdAt: now, expiresAt })
  return { url: `${origin}/${kind}#token=${token}`, expiresAt }
}

export const spentLink = () => badInput({ path: 'token', message: 'has expired or was used before; ask for a new link' })

/** The link's id. */
export async function requireSetupLink(db: Db, token: string, now: Date): Promise<number> {
  const link = await findLink(db, tokenDigest(token), { kinds: ['setup'], now })
  if (!link) throw spentLink()
  return link.id
}

export async function useLink(db: Tx, id: number): Promise<void> {
  if (!(await spendLink(db, id))) throw spentLink()
}

/** Set-ups wait for one another until the transaction ends. */
export const waitForSetups = (db: Tx): Promise<void> => lockSetup(db)
export const endSetupLinks = (db: Tx): Promise<void> => deleteLinksOfKind(db, 'setup')
export const endLinksOf = (db: Tx, userId: number): Promise<void> => deleteLinksOf(db, userId)
