/** Stripe, as far as we need it. It is told an amount and a number of ours, nothing of whom or what for. */
import type { Stripe } from 'stripe'
import type { Language } from '../../shared/values.ts'
import type { Config } from '../config.ts'
import { HttpError } from '../http/errors.ts'

export interface CheckoutWish {
  checkoutId: number
  cents: number
  currency: string
  expiresAt: Date
  title: string
  language: Language
  /** Where the patient comes back to. */
  backTo: string
}
export type OpenCheckout = { reference: string; url: string | null; state: 'open' | 'complete' | 'expired' }

export interface PaymentService {
  begin(wish: CheckoutWish): Promise<OpenCheckout>
  find(reference: string): Promise<OpenCheckout>
  /** Answers the service's name for the refund. */
  refund(wish: { paymentIntent: string; cents: number; key: string }): Promise<string>
  /** The message, if the service has signed just these bytes within the last five minutes; nothing otherwise. */
  read(body: Buffer, signature: string, now: Date): Stripe.Event | undefined
}

const toleranceSeconds = 300
/** Under which Stripe keeps our own number of a checkout. */
export const ourMark = 'healthcrm_checkout'

export async function openStripe(settings: Config['stripe']): Promise<PaymentService | undefined> {
  if (!settings) return undefined
  // Only who takes cards carries the library.
  const { Stripe: Client } = await import('stripe')
  const stripe = new Client(settings.secretKey, { timeout: 20_000, maxNetworkRetries: 2, telemetry: false, ...placeOf(settings.apiUrl) })
  return {
    begin: async (wish) => asOpen(await asking(() => stripe.checkout.sessions.create(...sessionOf(wish)))),
    find: async (reference) => asOpen(await asking(() => stripe.checkout.sessions.retrieve(reference))),
    refund: async ({ paymentIntent, cents, key }) =>
      (await asking(() => stripe.refunds.create({ payment_intent: paymentIntent, amount: cents }, { idempotencyKey: key }))).id,
    read: (body, signature, now) => {
      try {
        return stripe.webhooks.constructEvent(body, signature, settings.webhookSecret, toleranceSeconds, undefined, now.getTime())
      } catch {
        return undefined
      }
    },
  }
}

function placeOf(url: string | undefined): Pick<Stripe.StripeConfig, 'host' | 'port' | 'protocol'> {
  if (url === undefined) return {}
  const { hostname, port, protocol } = new URL(url)
  const plain = protocol === 'http:'
  return { host: hostname, port: port || (plain ? 80 : 443), protocol: plain ? 'http' : 'https' }
}

/** The same checkout asked for twice (two tabs) is one: the key says so to Stripe. */
function sessionOf(wish: CheckoutWish): [Stripe.Checkout.SessionCreateParams, Stripe.RequestOptions] {
  const { checkoutId, cents, currency, expiresAt, title, language, backTo } = wish
  const metadata = { [ourMark]: String(checkoutId) }
  return [
    {
      mode: 'payment',
      line_items: [{ quantity: 1, price_data: { currency, unit_amount: cents, product_data: { name: title } } }],
      metadata,
      payment_intent_data: { metadata },
      expires_at: Math.floor(expiresAt.getTime() / 1000),
      locale: language,
      success_url: `${backTo}?paid`,
      cancel_url: backTo,
    },
    { idempotencyKey: `checkout-${checkoutId}-${language}` },
  ]
}

const asOpen = ({ id, url, status }: Stripe.Checkout.Session): OpenCheckout => ({
  reference: id,
  url,
  state: status === 'complete' ? 'complete' : status === 'expired' ? 'expired' : 'open',
})

/** What Stripe refuses, or that it does not answer, is said without its words: they may name the account. */
async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch {
    throw new HttpError(503, 'payment_service_away', 'The payment service does not answer. Nothing was changed; try again shortly.', {
      headers: { 'retry-after': '10' },
    })
  }
}
