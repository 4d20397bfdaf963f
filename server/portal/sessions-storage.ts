/** SQL of patients' sessions and of the links that work once. */
import { and, eq, gt, lt, ne, or } from 'drizzle-orm'
import { type portalLinkKinds, portalLinks, portalMailRequests, portalSessions } from '../../shared/schema/portal.ts'
import { leads } from '../../shared/schema.ts'
import type { Db, Tx } from '../db/connection.ts'

export type PortalLinkKind = (typeof portalLinkKinds)[number]

export async function insertPatientSession(db: Tx, session: typeof portalSessions.$inferInsert): Promise<void> {
  await db.insert(portalSessions).values(session)
}

/** Whose sign-in waits for its second step. */
export async function findHalfSession(db: Db, tokenHash: string, now: Date): Promise<number | undefined> {
  const [row] = await db
    .select({ leadId: portalSessions.leadId })
    .from(portalSessions)
    .innerJoin(leads, and(eq(leads.id, portalSessions.leadId), eq(leads.portalAccess, true)))
    .where(and(eq(portalSessions.tokenHash, tokenHash), eq(portalSessions.stage, 'second-factor'), gt(portalSessions.expiresAt, now)))
  return row?.leadId
}

export async function deleteSessionByToken(db: Tx, tokenHash: string): Promise<number | undefined> {
  const [row] = await db.delete(portalSessions).where(eq(portalSessions.tokenHash, tokenHash)).returning({ leadId: portalSessions.leadId })
  return row?.leadId
}

/** Without `spared` all of them. */
export async function deletePatientSessions(db: Tx, leadId: number, spared?: number): Promise<number> {
  const gone = await db
    .delete(portalSessions)
    .where(and(eq(portalSessions.leadId, leadId), ...(spared === undefined ? [] : [ne(portalSessions.id, spared)])))
    .returning({ id: portalSessions.id })
  return gone.length
}

export async function deletePatientSession(db: Tx, leadId: number, id: number): Promise<boolean> {
  const gone = await db
    .delete(portalSessions)
    .where(and(eq(portalSessions.leadId, leadId), eq(portalSessions.id, id)))
    .returning({ id: portalSessions.id })
  return gone.length > 0
}

/** Another value for the cookie of a session that goes on. */
export async function renamePatientSession(db: Tx, id: number, tokenHash: string): Promise<void> {
  await db.update(portalSessions).set({ tokenHash }).where(eq(portalSessions.id, id))
}

export async function insertPortalLink(db: Tx, link: typeof portalLinks.$inferInsert): Promise<void> {
  await db.insert(portalLinks).values(link)
}

export async function findPortalLink(db: Db, tokenHash: string, now: Date) {
  const [row] = await db
    .select({ id: portalLinks.id, kind: portalLinks.kind, leadId: portalLinks.leadId })
    .from(portalLinks)
    .where(and(eq(portalLinks.tokenHash, tokenHash), gt(portalLinks.expiresAt, now)))
  return row
}

/** False for the second of two who use it at once. */
export async function spendPortalLink(db: Tx, id: number): Promise<boolean> {
  const spent = await db.delete(portalLinks).where(eq(portalLinks.id, id)).returning({ id: portalLinks.id })
  return spent.length > 0
}

export async function deletePortalLinks(db: Tx, leadId: number): Promise<void> {
  await db.delete(portalLinks).where(eq(portalLinks.leadId, leadId))
}

/** What has expired, at `now` or by standing still since `idleSince`; unanswered requests of the day before. */
export async function deleteExpired(db: Tx, { now, idleSince, dayBefore }: { now: Date; idleSince: Date; dayBefore: Date }): Promise<void> {
  await db.delete(portalSessions).where(or(lt(portalSessions.expiresAt, now), lt(portalSessions.lastSeenAt, idleSince)))
  await db.delete(portalLinks).where(lt(portalLinks.expiresAt, now))
  await db.delete(portalMailRequests).where(lt(portalMailRequests.createdAt, dayBefore))
}
