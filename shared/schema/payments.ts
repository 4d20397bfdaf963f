/** Money: an append-only ledger in integer cents, checkouts under way, and what payment services told us. */
import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, serial, text, timestamp, unique, varchar } from 'drizzle-orm/pg-core'
import { users } from '../schema.ts'
import { ledgerEntries, paymentMethods } from '../values.ts'
import { ofLead } from './portal.ts'

/** The ledger. Nothing in it changes: money given back or entered by mistake is another entry that names the first. */
export const payments = pgTable(
  'payments',
  {
    id: serial('id').primaryKey(),
    /** Kept: a lead with entries cannot be deleted, which the database sees to. Only a person who is expunged leaves their number behind. */
    leadId: integer('lead_id').notNull(),
    entry: varchar('entry', { enum: ledgerEntries }).notNull(),
    /** Always more than none; the kind of entry says which way it goes. */
    cents: integer('cents').notNull(),
    /** Three letters, lower case. */
    currency: varchar('currency').notNull(),
    /** What the first visit cost then; a price that changes later leaves who has paid as paid. */
    priceCents: integer('price_cents').notNull(),
    method: varchar('method', { enum: paymentMethods }).notNull(),
    /** What the other side calls it: a payment intent, a refund, a number on a check. */
    reference: varchar('reference'),
    /** The payment that a refund or a void is of. */
    paymentId: integer('payment_id'),
    note: text('note'),
    /** None: it came through a payment service. */
    recordedById: integer('recorded_by_id').references(() => users.id),
    /** When the money moved. */
    settledAt: timestamp('settled_at').notNull().defaultNow(),
    createdAt: timestamp('created_at').notNull().defaultNow(),
  },
  (t) => [
    unique('payments_reference_key').on(t.method, t.entry, t.reference),
    index('idx_payments_lead').on(t.leadId, t.id),
    index('idx_payments_payment').on(t.paymentId),
    index('idx_payments_user').on(t.recordedById),
    index('idx_payments_settled').on(t.settledAt),
    check('payments_cents_check', sql`${t.cents} > 0`),
    check('payments_entry_check', sql`(${t.entry} = 'payment') = (${t.paymentId} is null)`),
    check('payments_currency_check', sql`${t.currency} ~ '^[a-z]{3}$'`),
  ],
)

/** A checkout that a patient began with a payment service. */
export const checkouts = pgTable(
  'checkouts',
  {
    id: serial('id').primaryKey(),
    leadId: ofLead(),
    /** The service's name for it. */
    reference: varchar('reference').unique(),
    cents: integer('cents').notNull(),
    currency: varchar('currency').notNull(),
    state: varchar('state', { enum: ['open', 'paid', 'expired'] })
      .notNull()
      .default('open'),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    expiresAt: timestamp('expires_at').notNull(),
  },
  (t) => [index('idx_checkouts_lead').on(t.leadId), check('checkouts_cents_check', sql`${t.cents} > 0`)],
)

/** A refund that the payment service is asked for just now: one a payment. What is asked again goes by the same key. */
export const refundsUnderway = pgTable(
  'refunds_underway',
  {
    paymentId: integer('payment_id')
      .primaryKey()
      .references(() => payments.id),
    cents: integer('cents').notNull(),
    note: text('note').notNull(),
    askedById: integer('asked_by_id')
      .notNull()
      .references(() => users.id),
    /** Under which the service knows the wish. */
    key: varchar('key').notNull(),
    /** Until then nobody else asks for one of this payment. */
    heldUntil: timestamp('held_until').notNull(),
  },
  (t) => [index('idx_refunds_underway_user').on(t.askedById)],
)

/** What a payment service told us, each message once. */
export const webhookEvents = pgTable('webhook_events', {
  /** The service's own name for the message. */
  id: varchar('id').primaryKey(),
  kind: varchar('kind').notNull(),
  receivedAt: timestamp('received_at').notNull().defaultNow(),
  /** What came of it: `applied`, `ignored`, `waiting` for what it refers to. */
  outcome: varchar('outcome', { enum: ['applied', 'ignored', 'waiting'] }).notNull(),
  /** Only while it waits. */
  waiting: jsonb('waiting'),
})

/** What a first visit costs and how to pay it: one row. */
export const paymentSettings = pgTable(
  'payment_settings',
  {
    id: integer('id').primaryKey().default(1),
    priceCents: integer('price_cents').notNull().default(19_900),
    currency: varchar('currency').notNull().default('usd'),
    /** How to pay when there is no payment service, in the clinic's words. */
    instructions: text('instructions'),
    updatedAt: timestamp('updated_at').notNull().defaultNow(),
    updatedById: integer('updated_by_id').references(() => users.id),
  },
  (t) => [
    check('payment_settings_single_check', sql`${t.id} = 1`),
    check('payment_settings_price_check', sql`${t.priceCents} between 0 and 100000000`),
    index('idx_payment_settings_user').on(t.updatedById),
  ],
)
