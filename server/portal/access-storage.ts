/** SQL of who may into the portal. */
import { and, eq, ne, sql } from 'drizzle-orm'
import { leadConversions } from '../../shared/schema/records.ts'
import { leads } from '../../shared/schema.ts'
import type { Db, Tx } from '../db/connection.ts'

/** As the actor sees it: nothing of a record that is hidden from them. */
export async function findLeadOfPortal(db: Db, id: number) {
  const [row] = await db
    .select({
      id: leads.id,
      email: leads.email,
      ownerId: leads.ownerId,
      createdAt: leads.createdAt,
      portalAccess: sql<boolean>`coalesce(${leads.portalAccess}, false)`,
      lastPortalLogin: leads.lastPortalLogin,
      contactId: leadConversions.contactId,
    })
    .from(leads)
    .leftJoin(leadConversions, eq(leadConversions.leadId, leads.id))
    .where(eq(leads.id, id))
  return row
}

export interface SignInMeans {
  isActivated: boolean
  hasSecondFactor: boolean
}
const means = {
  isActivated: sql<boolean>`${leads.passwordHash} is not null`,
  hasSecondFactor: sql<boolean>`exists (select from portal_second_factors f where f.lead_id = ${leads.id} and f.sealed_secret is not null)`,
}

/** As `system`: the row waits for others who change the same access, or invite the same address. */
export async function lockAccess(db: Tx, { id, email }: { id: number; email: string }): Promise<SignInMeans | undefined> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(lower(${email}), 500))`)
  const [row] = await db.select(means).from(leads).where(eq(leads.id, id)).for('update')
  return row
}

export async function findMeans(db: Db, id: number): Promise<SignInMeans> {
  const [row] = await db.select(means).from(leads).where(eq(leads.id, id))
  return row ?? { isActivated: false, hasSecondFactor: false }
}

/** Another lead that signs in with this address. */
export async function isAddressTaken(db: Db, { id, email }: { id: number; email: string }): Promise<boolean> {
  const [row] = await db
    .select({ id: leads.id })
    .from(leads)
    .where(and(sql`lower(${leads.email}) = lower(${email})`, eq(leads.portalAccess, true), ne(leads.id, id)))
    .limit(1)
  return row !== undefined
}

export async function setPortalAccess(db: Tx, id: number, portalAccess: boolean): Promise<void> {
  await db.update(leads).set({ portalAccess }).where(eq(leads.id, id))
}
