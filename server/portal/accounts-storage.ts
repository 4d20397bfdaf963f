/** SQL of patients with what they sign in with; read and written as `system` alone. */
import { and, eq, sql } from 'drizzle-orm'
import { personProfiles } from '../../shared/schema/calendar.ts'
import { portalMailRequests, portalSecondFactors } from '../../shared/schema/portal.ts'
import { clinicSettings, leadConversions } from '../../shared/schema/records.ts'
import { leads } from '../../shared/schema.ts'
import type { Db, Tx } from '../db/connection.ts'

const accounts = (db: Db) =>
  db
    .select({
      leadId: leads.id,
      email: leads.email,
      firstName: leads.firstName,
      lastName: leads.lastName,
      passwordHash: leads.passwordHash,
      hasSecondFactor: sql<boolean>`${portalSecondFactors.sealedSecret} is not null`,
      language: personProfiles.language,
    })
    .from(leads)
    .leftJoin(portalSecondFactors, eq(portalSecondFactors.leadId, leads.id))
    .leftJoin(leadConversions, eq(leadConversions.leadId, leads.id))
    .leftJoin(
      personProfiles,
      sql`(${personProfiles.entityType}, ${personProfiles.entityId}) = (
        case when ${leadConversions.contactId} is null then 'lead' else 'contact' end, coalesce(${leadConversions.contactId}, ${leads.id}))`,
    )

export type PatientAccount = Awaited<ReturnType<typeof accounts>>[number]

/** Only of those whom the portal is open to. */
export async function findPatientByEmail(db: Db, email: string): Promise<PatientAccount | undefined> {
  const [row] = await accounts(db).where(and(sql`lower(${leads.email}) = lower(${email})`, eq(leads.portalAccess, true)))
  return row
}

export async function findPatientAccount(db: Db, leadId: number): Promise<PatientAccount | undefined> {
  const [row] = await accounts(db).where(and(eq(leads.id, leadId), eq(leads.portalAccess, true)))
  return row
}

export async function clinicName(db: Db): Promise<string> {
  const [row] = await db.select({ name: clinicSettings.name }).from(clinicSettings)
  return row?.name ?? ''
}

export async function storePatientPassword(db: Tx, leadId: number, passwordHash: string): Promise<void> {
  await db.update(leads).set({ passwordHash }).where(eq(leads.id, leadId))
}

export async function stampPortalLogin(db: Tx, leadId: number, at: Date): Promise<void> {
  await db.update(leads).set({ lastPortalLogin: at }).where(eq(leads.id, leadId))
}

export async function insertMailRequest(db: Tx, request: typeof portalMailRequests.$inferInsert): Promise<number> {
  const [row] = await db.insert(portalMailRequests).values(request).returning({ id: portalMailRequests.id })
  return row?.id ?? 0
}

export async function findMailRequest(db: Db, id: number) {
  const [row] = await db
    .select({ kind: portalMailRequests.kind, email: portalMailRequests.email })
    .from(portalMailRequests)
    .where(eq(portalMailRequests.id, id))
  return row
}

export async function deleteMailRequest(db: Tx, id: number): Promise<void> {
  await db.delete(portalMailRequests).where(eq(portalMailRequests.id, id))
}
