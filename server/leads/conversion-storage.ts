import { eq } from 'drizzle-orm'
import { leadConversions } from '../../shared/schema/records.ts'
import type { Db, Tx } from '../db/connection.ts'

/** The contact that the lead has become. */
export async function conversionOf(db: Db, leadId: number): Promise<number | undefined> {
  const [row] = await db.select({ contactId: leadConversions.contactId }).from(leadConversions).where(eq(leadConversions.leadId, leadId))
  return row?.contactId
}

export async function insertConversion(db: Tx, conversion: typeof leadConversions.$inferInsert): Promise<void> {
  await db.insert(leadConversions).values(conversion)
}
