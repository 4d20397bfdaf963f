/** Links for patients that work once: their secret stands behind the `#`, so that no server log and no referrer ever holds it. */
import { newSecretToken, tokenDigest } from '../auth/secret-token.ts'
import type { Tx } from '../db/connection.ts'
import { deletePortalLinks, insertPortalLink, type PortalLinkKind } from './sessions-storage.ts'

const minutes = 60_000
const lifeMs: Record<PortalLinkKind, number> = { activation: 7 * 24 * 60 * minutes, reset: 60 * minutes }
const pages: Record<PortalLinkKind, string> = { activation: '/portal/activate', reset: '/portal/reset' }

interface NewLink {
  kind: PortalLinkKind
  leadId: number
  origin: string
  now: Date
}

/** Earlier links of the same patient end. */
export async function makePortalLink(db: Tx, { kind, leadId, origin, now }: NewLink): Promise<string> {
  await deletePortalLinks(db, leadId)
  const token = newSecretToken()
  await insertPortalLink(db, {
    kind,
    leadId,
    tokenHash: tokenDigest(token),
    createdAt: now,
    expiresAt: new Date(now.getTime() + lifeMs[kind]),
  })
  return `${origin}${pages[kind]}#token=${token}`
}
