/** Money: what a person has paid and how; entries of the ledger are added, never changed. */
import { z } from 'zod'
import type { Columns } from '../access.ts'
import { endpoint } from '../contract.ts'
import { Id, IdParams, Instant, optionalLine, optionalProse, Page, passage, SentTime } from '../inputs.ts'
import { listQuery, timeRange } from '../list.ts'
import type { payments } from '../schema/payments.ts'
import { ledgerEntries, limits, paymentMethods } from '../values.ts'

/** Methods that staff may record; the others record themselves. */
export const recordedMethods = ['card', 'bank_transfer', 'cash', 'check', 'other'] as const
const Cents = z.int().min(1).max(100_000_000)
const Currency = z.string().regex(/^[a-z]{3}$/, 'is not a currency of three small letters such as usd')

export const Payment = z
  .object({
    id: Id,
    leadId: Id,
    entry: z.enum(ledgerEntries).describe('`payment` in, `refund` out; `void` undoes the entry it names, which was a mistake'),
    cents: z.int().describe('In the smallest unit of the currency; always more than none'),
    currency: z.string(),
    priceCents: z.int().describe('What the first visit cost then'),
    method: z.enum(paymentMethods),
    reference: z.string().nullable(),
    paymentId: Id.nullable().describe('The entry that a refund or a void is of'),
    note: z.string().nullable(),
    recordedById: Id.nullable().describe('`null`: it came through a payment service'),
    settledAt: SentTime,
    createdAt: SentTime,
  })
  .meta({ id: 'Payment' })

export const paymentStates = ['due', 'part', 'paid', 'overpaid', 'refunded', 'free'] as const
export const PaymentStanding = z.object({
  state: z.enum(paymentStates).describe('`overpaid`: more than one payment stands, together more than was asked'),
  priceCents: z.int().describe('What was asked when they first paid, else what is asked now'),
  currency: z.string(),
  paidCents: z.int().describe('Less what was given back'),
})
const Account = PaymentStanding.extend({
  leadId: Id,
  entries: z.array(Payment.extend({ leftCents: z.int().describe('Of a payment: what could still be given back; 0 once void') })),
}).meta({ id: 'PaymentAccount' })

const NewPayment = z.strictObject({
  cents: Cents,
  method: z.enum(recordedMethods),
  reference: optionalLine(limits.shortText).optional().describe('A number on a check or a receipt'),
  note: optionalProse(limits.reason).optional(),
  settledAt: Instant.optional().describe('When the money came; now if not given'),
})
const reason = passage(limits.reason)

export const PaymentSettings = z
  .object({
    priceCents: z.int(),
    currency: z.string(),
    instructions: z.string().nullable().describe('How to pay when nothing can be paid online, in the clinic’s words'),
    online: z.boolean().describe('Whether patients pay by card in the portal'),
  })
  .meta({ id: 'PaymentSettings' })

export const paymentFilters = {
  leadId: z.array(Id).min(1).max(200).optional(),
  entry: z.array(z.enum(ledgerEntries)).min(1).max(3).optional(),
  method: z.array(z.enum(paymentMethods)).min(1).max(10).optional(),
  ...timeRange('settledAt'),
}
export const PaymentQuery = listQuery({ sorts: ['settledAt', 'createdAt'], defaultSort: '-settledAt', filters: paymentFilters }).omit({
  q: true,
})
export const paymentAccess = {
  id: 'show',
  leadId: 'show',
  entry: 'show',
  cents: 'show',
  currency: 'show',
  priceCents: 'show',
  method: 'show',
  reference: 'show',
  paymentId: 'show',
  note: 'show',
  recordedById: 'show',
  settledAt: 'show',
  createdAt: 'show',
} as const satisfies Columns<typeof payments>

export const paymentApi = {
  list: endpoint('GET', '/payments', { summary: 'Entries of the ledger', query: PaymentQuery, reply: Page(Payment) }),
  months: endpoint('GET', '/payments/months', {
    summary: 'Money by month and method: payments less what was given back or entered by mistake, newest month first',
    reply: z.object({
      data: z.array(
        z.object({
          month: z.string().describe('Such as 2026-11, in the clinic’s zone'),
          method: z.enum(paymentMethods),
          currency: z.string(),
          payments: z.int().describe('How many'),
          paidCents: z.int(),
          refundedCents: z.int(),
        }),
      ),
    }),
  }),
  ofLead: endpoint('GET', '/leads/:id/payments', { summary: 'What a lead has paid', params: IdParams, reply: Account }),
  ofContact: endpoint('GET', '/contacts/:id/payments', {
    summary: 'What a patient has paid; 404 for one who never was a lead',
    params: IdParams,
    reply: Account,
  }),
  record: endpoint('POST', '/leads/:id/payments', {
    summary: 'Record a payment that came by other means',
    params: IdParams,
    body: NewPayment,
    reply: Payment,
    status: 201,
  }),
  refund: endpoint('POST', '/payments/:id/refunds', {
    summary: 'Give money back: through the payment service if it came through one, else record that it was given back',
    params: IdParams,
    body: z.strictObject({ cents: Cents.optional().describe('All that is left if not given'), reason }),
    reply: Payment,
    status: 201,
  }),
  undo: endpoint('PUT', '/payments/:id/void', {
    summary: 'Undo an entry that was recorded by mistake; the answer is the entry that does so',
    params: IdParams,
    body: z.strictObject({ reason }),
    reply: Payment,
  }),
  settings: endpoint('GET', '/settings/payments', {
    summary: 'What a first visit costs and how to pay it',
    reply: PaymentSettings,
    etag: true,
  }),
  changeSettings: endpoint('PATCH', '/settings/payments', {
    summary: 'Change the price, its currency or how to pay',
    body: z.strictObject({
      priceCents: z.int().min(0).max(100_000_000).optional(),
      currency: Currency.optional(),
      instructions: optionalProse(5000).optional(),
    }),
    reply: PaymentSettings,
    etag: true,
  }),
  webhook: endpoint('POST', '/webhooks/stripe', {
    summary: 'What Stripe tells us, signed by it; each message counts once',
    consumes: ['application/json'],
  }),
}
export type Payment = z.output<typeof Payment>
