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

/** Those that have earned it, by proofs and not by word, if the clinic lets them become patients by themselves. */
export async function leadsToConvert(db: Db, most: number, only?: number): Promise<number[]> {
  const one = only === undefined ? sql`` : sql`and l.id = ${only}`
  const { rows } = await db.execute<{ id: number }>(sql`
    select l.id from leads l join clinic_settings s on s.converts_by_itself
    where l.status = 'Booking: Paid/Booked' ${one}
      and not exists (select from lead_conversions c where c.lead_id = l.id) and not exists (select from contacts c where c.lead_id = l.id)
      and earned_status(l.id) = 'Booking: Paid/Booked' order by l.id limit ${most}`)
  return rows.map(({ id }) => id)
}
