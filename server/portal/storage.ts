import { eq, sql } from 'drizzle-orm'
import { contacts, leads, users } from '../../shared/schema.ts'
import type { Db } from '../db/connection.ts'

export async function findPatientSelf(db: Db, leadId: number) {
  const [row] = await db
    .select({
      leadId: leads.id,
      firstName: leads.firstName,
      lastName: leads.lastName,
      email: leads.email,
      phone: leads.phone,
      status: leads.status,
      contactId: contacts.id,
      stage: contacts.stage,
      coachName: sql<string | null>`${users.firstName} || ' ' || ${users.lastName}`,
      lastPortalLogin: leads.lastPortalLogin,
    })
    .from(leads)
    .leftJoin(contacts, sql`${contacts.id} = (select current_contact_id())`)
    .leftJoin(users, eq(users.id, contacts.healthCoachId))
    .where(eq(leads.id, leadId))
  return row && { ...row, lastPortalLogin: row.lastPortalLogin?.toISOString() ?? null }
}
