/** SQL of the ledger. It is only added to; what an entry may be is checked by the database (`530-payments.sql`). */
import { eq, sql } from 'drizzle-orm'
import { paymentAccess } from '../../shared/contracts/payments.ts'
import { payments } from '../../shared/schema/payments.ts'
import type { Db, Tx } from '../db/connection.ts'
import type { NamedList } from '../db/list.ts'
import { rowAsJson, timeAsText } from '../db/statement.ts'

export const paymentJson = rowAsJson(payments, paymentAccess)

export const paymentList: NamedList = {
  name: 'payments',
  table: payments,
  access: paymentAccess,
  sorts: {
    settledAt: { expression: sql`${payments.settledAt}`, type: 'timestamp' },
    createdAt: { expression: sql`${payments.createdAt}`, type: 'timestamp' },
  },
}

export type Entry = typeof payments.$inferSelect
export type NewEntry = Omit<typeof payments.$inferInsert, 'priceCents'>

/** Answers the entry as JSON; nothing when an entry of the same reference stands already. */
export async function addEntry(db: Tx, entry: NewEntry): Promise<{ id: number; json: string } | undefined> {
  // The database fills in what was asked at the time.
  const values = { ...entry, priceCents: sql`null` as never }
  const [made] = await db
    .insert(payments)
    .values(values)
    .onConflictDoNothing()
    .returning({ id: payments.id, json: paymentJson.mapWith(String) })
  return made
}

export async function entryAsJson(db: Db, id: number): Promise<string> {
  const [row] = await db
    .select({ json: paymentJson.mapWith(String) })
    .from(payments)
    .where(eq(payments.id, id))
  if (!row) throw new Error('An entry of the ledger does not go away')
  return row.json
}

export const lockLedger = (db: Tx, leadId: number) => db.execute(sql`select lock_ledger(${leadId})`)

export async function findEntry(db: Db, id: number): Promise<(Entry & { leftCents: number }) | undefined> {
  const [row] = await db
    .select({ entry: payments, leftCents: sql<number>`coalesce(left_of(${payments.id}), 0)` })
    .from(payments)
    .where(eq(payments.id, id))
  return row && { ...row.entry, leftCents: row.leftCents }
}

export type PaymentState = 'due' | 'part' | 'paid' | 'overpaid' | 'refunded' | 'free'
export interface Standing extends Record<string, unknown> {
  state: PaymentState
  priceCents: number
  currency: string
  paidCents: number
}

export async function findStanding(db: Db, leadId: number): Promise<Standing> {
  const { rows: found } = await db.execute<Standing>(sql`
    select state, price_cents as "priceCents", currency, paid_cents as "paidCents" from payment_standing(${leadId})`)
  const [standing] = found
  if (!standing) throw new Error('A clinic has its payment settings from its first start on')
  return standing
}

const more = { leftCents: sql`case when ${payments.entry} = 'payment' then coalesce(left_of(${payments.id}), 0) else 0 end` }

/** Oldest first, as JSON texts. */
export async function entriesOf(db: Db, leadId: number): Promise<string[]> {
  const found = await db
    .select({ json: rowAsJson(payments, paymentAccess, { more }).mapWith(String) })
    .from(payments)
    .where(eq(payments.leadId, leadId))
    .orderBy(payments.id)
  return found.map(({ json }) => json)
}

/** What patients see of their own. */
export const ownEntries = (db: Db, leadId: number) =>
  db
    .select({
      id: payments.id,
      entry: payments.entry,
      cents: payments.cents,
      currency: payments.currency,
      method: payments.method,
      paymentId: payments.paymentId,
      settledAt: timeAsText(sql`${payments.settledAt}`).mapWith(String),
    })
    .from(payments)
    .where(eq(payments.leadId, leadId))
    .orderBy(payments.id)

/** Money by month and method; what is void, and what was given back of it, never was. */
export async function sumsByMonth(db: Db) {
  const { rows: found } = await db.execute(sql`
    select to_char(p.settled_at at time zone 'UTC' at time zone c.time_zone, 'YYYY-MM') as month, p.method, p.currency,
      (count(*) filter (where p.entry = 'payment'))::integer as payments,
      coalesce(sum(p.cents) filter (where p.entry = 'payment'), 0)::float8 as "paidCents",
      coalesce(sum(p.cents) filter (where p.entry = 'refund'), 0)::float8 as "refundedCents"
    from payments p cross join clinic_settings c
    where p.entry <> 'void' and not exists (select from payments v where v.payment_id = p.id and v.entry = 'void')
    group by 1, 2, 3 order by 1 desc, 2, 3`)
  return found
}
