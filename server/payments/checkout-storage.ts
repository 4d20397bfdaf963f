/** SQL of the checkouts under way, and of what the payment service told us. The product alone writes them. */
import { and, desc, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { checkouts, webhookEvents } from '../../shared/schema/payments.ts'
import type { Language } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'

export type Checkout = typeof checkouts.$inferSelect

/** The one to go on with: of the same amount, and with some time left. */
export async function findOpenCheckout(
  db: Tx,
  wish: Pick<Checkout, 'leadId' | 'cents' | 'currency'>,
  until: Date,
): Promise<Checkout | undefined> {
  const { leadId, cents, currency } = wish
  const [row] = await db
    .select()
    .from(checkouts)
    .where(
      and(
        eq(checkouts.leadId, leadId),
        eq(checkouts.cents, cents),
        eq(checkouts.currency, currency),
        eq(checkouts.state, 'open'),
        gt(checkouts.expiresAt, until),
      ),
    )
    .orderBy(desc(checkouts.id))
    .limit(1)
  return row
}

export async function insertCheckout(db: Tx, checkout: typeof checkouts.$inferInsert): Promise<Checkout> {
  const [row] = await db.insert(checkouts).values(checkout).returning()
  if (!row) throw new Error('The database answered no row for the one it took')
  return row
}

/** Two tabs are told the same name. */
export const nameCheckout = (db: Tx, id: number, reference: string) =>
  db
    .update(checkouts)
    .set({ reference })
    .where(and(eq(checkouts.id, id), isNull(checkouts.reference)))

/** By the service's name, or by our own number that the service keeps with it. */
export async function findCheckout(
  db: Db,
  { reference, id }: { reference: string; id: number | undefined },
): Promise<Checkout | undefined> {
  const [row] = await db
    .select()
    .from(checkouts)
    .where(or(eq(checkouts.reference, reference), id === undefined ? undefined : eq(checkouts.id, id)))
    .orderBy(sql`${checkouts.reference} = ${reference} desc nulls last`)
    .limit(1)
  return row
}

export const setCheckoutState = (db: Tx, id: number, state: Checkout['state']) =>
  db
    .update(checkouts)
    .set({ state })
    // What was paid is not expired, whatever is heard later.
    .where(and(eq(checkouts.id, id), state === 'expired' ? eq(checkouts.state, 'open') : undefined))

export async function languageOf(db: Db, leadId: number): Promise<Language> {
  const { rows } = await db.execute<{ language: Language }>(sql`select language from person_profiles
    where language is not null and (entity_type = 'lead' and entity_id = ${leadId}
      or entity_type = 'contact' and entity_id = (select contact_id from lead_conversions where lead_id = ${leadId}))
    order by entity_type limit 1`)
  return rows[0]?.language ?? 'en'
}

/** Whether it is the first time that this message came; another delivery of it waits here for the first to end. */
export async function noteEvent(db: Tx, event: { id: string; kind: string }): Promise<boolean> {
  const noted = await db
    .insert(webhookEvents)
    .values({ ...event, outcome: 'ignored' })
    .onConflictDoNothing()
    .returning({ id: webhookEvents.id })
  return noted.length > 0
}

export const setOutcome = (db: Tx, id: string, outcome: 'applied' | 'ignored' | 'waiting', waiting: unknown = null) =>
  db.update(webhookEvents).set({ outcome, waiting }).where(eq(webhookEvents.id, id))

/** Messages about the same money are dealt with one after the other. */
export const lockIntent = (db: Tx, intent: string) => db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${intent}, 530))`)

/** What waits for this payment, as it came. */
export async function waitingFor(db: Tx, intent: string): Promise<{ id: string; waiting: unknown }[]> {
  return db
    .select({ id: webhookEvents.id, waiting: webhookEvents.waiting })
    .from(webhookEvents)
    .where(and(eq(webhookEvents.outcome, 'waiting'), sql`${webhookEvents.waiting} ->> 'intent' = ${intent}`))
    .orderBy(webhookEvents.receivedAt, webhookEvents.id)
}

/** The entry by the payment service's name for it. */
export async function entryNamed(db: Db, entry: 'payment' | 'refund', reference: string) {
  const { rows } = await db.execute<{ id: number; leadId: number; currency: string; isVoid: boolean }>(sql`
    select id, lead_id as "leadId", currency, left_of(id) is null as "isVoid" from payments
    where method = 'stripe' and entry = ${entry} and reference = ${reference}`)
  return rows[0]
}
