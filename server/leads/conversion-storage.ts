import { and, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import { leadConversions } from '../../shared/schema/records.ts'
import { appointments, users } from '../../shared/schema.ts'
import type { Db, Tx } from '../db/connection.ts'

/** The contact that the lead has become. */
export async function conversionOf(db: Db, leadId: number): Promise<number | undefined> {
  const [row] = await db.select({ contactId: leadConversions.contactId }).from(leadConversions).where(eq(leadConversions.leadId, leadId))
  return row?.contactId
}

/** Who sees the lead next, or saw it last: an active coach with a visit that is planned or took place. */
export async function coachOfVisit(db: Db, leadId: number): Promise<number | null> {
  const [row] = await db
    .select({ userId: appointments.userId })
    .from(appointments)
    .innerJoin(users, and(eq(users.id, appointments.userId), eq(users.isActive, true), ne(users.role, 'SDR')))
    .where(and(eq(appointments.leadId, leadId), inArray(appointments.status, ['Scheduled', 'Completed'])))
    .orderBy(sql`${appointments.status} = 'Scheduled' desc`, desc(appointments.scheduledAt))
    .limit(1)
  return row?.userId ?? null
}

export async function insertConversion(db: Tx, conversion: typeof leadConversions.$inferInsert): Promise<void> {
  await db.insert(leadConversions).values(conversion)
}
