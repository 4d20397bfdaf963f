/** Paying in the portal. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, SentTime } from '../inputs.ts'
import { ledgerEntries, paymentMethods } from '../values.ts'
import { PaymentStanding } from './payments.ts'

const OwnEntry = z
  .object({
    id: Id,
    entry: z.enum(ledgerEntries),
    cents: z.int(),
    currency: z.string(),
    method: z.enum(paymentMethods),
    paymentId: Id.nullable(),
    settledAt: SentTime,
  })
  .meta({ id: 'OwnPayment' })

const OwnAccount = PaymentStanding.extend({
  clinicName: z.string(),
  payBy: z.enum(['card', 'test', 'instructions']).describe('`test` in the demo clinic alone'),
  instructions: z.string().nullable(),
  entries: z.array(OwnEntry),
}).meta({ id: 'OwnPaymentAccount' })

export const portalPaymentApi = {
  account: endpoint('GET', '/portal/payment', { summary: 'What they paid, or have to pay, and how', reply: OwnAccount }),
  checkout: endpoint('POST', '/portal/checkouts', {
    summary: 'Begin to pay by card, or go on with what another tab began: the page of the payment service to go to',
    reply: z.object({ url: z.string() }),
    status: 201,
  }),
  test: endpoint('POST', '/portal/test-payment', {
    summary: 'Pay without money, in the demo clinic alone',
    reply: OwnAccount,
    status: 201,
  }),
}
