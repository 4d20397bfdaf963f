/** A verification with its anchors and archives, and its row in `audit_checks`. */
import type pg from 'pg'
import { type ArchivePlace, ArchiveUnreadable } from '../archive/archive-files.ts'
import { archivedRowsOf } from '../archive/archived-rows.ts'
import { type Anchor, AnchorBroken, readAnchor } from './anchor.ts'
import type { AnchorKey } from './anchor-key.ts'
import { beginCheck, endCheck } from './checks-storage.ts'
import { sealsAfter } from './seals-storage.ts'
import { type Verdict, verifyTrails } from './verify.ts'

export interface AuditPlace extends ArchivePlace {
  anchorKey: AnchorKey
}

type Anchored = { place: string; anchor: Anchor }

/** Throws AnchorBroken. */
export async function anchorsIn({ stores, anchorKey }: AuditPlace): Promise<Anchored[]> {
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
