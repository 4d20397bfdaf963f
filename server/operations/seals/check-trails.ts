/** A verification with its anchors and archives, and its row in `audit_checks`. */
import type pg from 'pg'
import { type ArchivePlace, ArchiveUnreadable } from '../archive/archive-files.ts'
import { archivedRowsOf } from '../archive/archived-rows.ts'
import { withOwner } from '../owner-storage.ts'
import { type Anchor, AnchorBroken, peekAnchor, readAnchor, setAnchorAside } from './anchor.ts'
import type { AnchorKey } from './anchor-key.ts'
import { beginCheck, endCheck, findAuditFacts } from './checks-storage.ts'
import { sealHash, sealsAfter } from './seals-storage.ts'
import { type Verdict, verifyTrails } from './verify.ts'

export interface AuditPlace extends ArchivePlace {
  anchorKey: AnchorKey
}

type Anchored = { place: string; anchor: Anchor }

/** Throws AnchorBroken. */
export async function anchorsIn({ stores, anchorKey }: Pick<AuditPlace, 'stores' | 'anchorKey'>): Promise<Anchored[]> {
  const found: Anchored[] = []
  for (const store of stores) {
    const anchor = await readAnchor(store, anchorKey)
    if (anchor) found.push({ place: store.place, anchor })
  }
  return found
}

/** Against the anchors given; what cannot be read is a fault. */
export async function verifyAgainst(client: pg.ClientBase, place: ArchivePlace, anchors: readonly Anchored[]): Promise<Verdict> {
  try {
    return await verifyTrails(client, { anchors, archives: (trail) => archivedRowsOf(client, place, trail) })
  } catch (error) {
    if (error instanceof ArchiveUnreadable) return { seals: 0, rows: 0, fault: error.message }
    throw error
  }
}

export async function verifyNow(client: pg.ClientBase, place: AuditPlace): Promise<Verdict> {
  try {
    const anchors = await anchorsIn(place)
    if (!anchors.length && (await isOld(client))) return { seals: 0, rows: 0, fault: 'No anchor of the chain is left outside the database' }
    return await verifyAgainst(client, place, anchors)
  } catch (error) {
    if (error instanceof AnchorBroken) return { seals: 0, rows: 0, fault: error.message }
    throw error
  }
}

const firstAnchorWithinMs = 60 * 60 * 1000

async function isOld(client: pg.ClientBase): Promise<boolean> {
  const [first] = await sealsAfter(client, 0, 1)
  return first !== undefined && Date.now() - first.sealedAt.getTime() > firstAnchorWithinMs
}

/** Its row says how it went, also if it could not be carried out. */
export async function checkTrails(client: pg.ClientBase, place: AuditPlace, id?: number): Promise<Verdict> {
  const check = id ?? (await beginCheck(client))
  const verdict = await verifyNow(client, place).catch((error: unknown) => ({
    seals: 0,
    rows: 0,
    fault: `It could not be verified: ${error instanceof Error ? error.message : error}`,
  }))
  await endCheck(client, check, verdict)
  return verdict
}

/** What the alarms ask. */
export type AuditFacts = Awaited<ReturnType<typeof findAuditFacts>>
export const auditFacts = (ownerUrl: string): Promise<AuditFacts> => withOwner(ownerUrl, findAuditFacts)

type Copy = Pick<AuditPlace, 'stores' | 'key'> & { ownerUrl: string; anchors: readonly Anchored[] }

/** Of a restored copy: its trails, its chain, and that it holds what was anchored before. */
export const verifyCopy = ({ ownerUrl, anchors, ...place }: Copy): Promise<Verdict> =>
  withOwner(ownerUrl, (client) => verifyAgainst(client, place, anchors))

/** After a restore to an earlier time the chain goes on from an earlier link than the one anchored: that is no tampering. */
export async function forgiveAnchors(ownerUrl: string, stores: AuditPlace['stores'], at: Date): Promise<void> {
  await withOwner(ownerUrl, async (client) => {
    for (const store of stores) {
      const anchor = await peekAnchor(store)
      if (anchor && (await sealHash(client, anchor.seal))?.toString('hex') !== anchor.hash) await setAnchorAside(store, at)
    }
  })
}
