/** SQL of what a first visit costs: one row, which the guards make. */
import { eq, sql } from 'drizzle-orm'
import { paymentSettings } from '../../shared/schema/payments.ts'
import type { Db, Tx } from '../db/connection.ts'

export interface PaymentTerms {
  priceCents: number
  currency: string
  instructions: string | null
}

const columns = { priceCents: paymentSettings.priceCents, currency: paymentSettings.currency, instructions: paymentSettings.instructions }

export async function findSettings(db: Db): Promise<PaymentTerms> {
  const [row] = await db.select(columns).from(paymentSettings)
  if (!row) throw new Error('A clinic has its payment settings from its first start on')
  return row
}

/** Locks them: settings change one after the other. */
export async function lockSettings(db: Tx): Promise<PaymentTerms> {
  const [row] = await db.select(columns).from(paymentSettings).for('update')
  if (!row) throw new Error('A clinic has its payment settings from its first start on')
  return row
}

export const updateSettings = (db: Tx, changes: Partial<PaymentTerms>, userId: number) =>
  db
    .update(paymentSettings)
    .set({ ...changes, updatedById: userId, updatedAt: sql`now()` })
    .where(eq(paymentSettings.id, 1))

export async function clinicFacts(db: Db): Promise<{ name: string; isDemo: boolean }> {
  const { rows } = await db.execute<{ name: string; isDemo: boolean }>(sql`select name, is_demo as "isDemo" from clinic_settings`)
  return rows[0] ?? { name: '', isDemo: false }
}
