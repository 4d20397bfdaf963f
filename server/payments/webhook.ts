/**
 * What Stripe tells us. Each message counts once, however often it comes; what refers to a payment we have not heard of
 * yet waits for it. The ledger's own references make the order of messages meaningless.
 */
import type { Stripe } from 'stripe'
import { type Database, system, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { findCheckout, lockIntent, nameCheckout, noteEvent, setCheckoutState, setOutcome, waitingFor } from './checkout-storage.ts'
import { hearRefund, idOf, isNews, logMoved, newsOfDispute, newsOfRefund, type RefundNews } from './money-back.ts'
import { addEntry } from './storage.ts'
import { ourMark } from './stripe.ts'

type Outcome = 'applied' | 'ignored' | { waiting: RefundNews }

export async function hearStripe(database: Database, event: Stripe.Event): Promise<void> {
  await writeAs(database, system, async (db) => {
    if (!(await noteEvent(db, { id: event.id, kind: event.type }))) return
    const outcome = await apply(db, event)
    if (outcome === 'ignored') return
    if (outcome === 'applied') await setOutcome(db, event.id, outcome)
    else await setOutcome(db, event.id, 'waiting', outcome.waiting)
  })
}

async function apply(db: Tx, event: Stripe.Event): Promise<Outcome> {
  const at = new Date(event.created * 1000)
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
      return settle(db, event.data.object, at)
    case 'checkout.session.expired':
      return expire(db, event.data.object)
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
      return hearRefund(db, newsOfRefund(event.data.object, at))
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.funds_withdrawn':
    case 'charge.dispute.funds_reinstated':
    case 'charge.dispute.closed':
      return hearRefund(db, newsOfDispute(event.data.object, at))
    default:
      return 'ignored'
  }
}

async function settle(db: Tx, session: Stripe.Checkout.Session, at: Date): Promise<Outcome> {
  const intent = idOf(session.payment_intent)
  // A bank transfer is under way: another message tells when it has come.
  if (session.payment_status !== 'paid' || !intent || !session.amount_total || !session.currency) return 'ignored'
  await lockIntent(db, intent)
  const checkout = await findCheckout(db, { reference: session.id, id: ourId(session.metadata?.[ourMark]) })
  if (!checkout) return 'ignored'
  await nameCheckout(db, checkout.id, session.id)
  await setCheckoutState(db, checkout.id, 'paid')
  const { leadId } = checkout
  const entry = { leadId, entry: 'payment', cents: session.amount_total, currency: session.currency, method: 'stripe' } as const
  const made = await addEntry(db, { ...entry, reference: intent, settledAt: at })
  if (!made) return 'applied'
  logMoved(db, 'payment_settled', { ...entry, entryId: made.id, actor: { kind: 'patient', leadId } })
  for (const { id, waiting } of await waitingFor(db, intent)) {
    if (isNews(waiting) && (await hearRefund(db, waiting)) === 'applied') await setOutcome(db, id, 'applied')
  }
  return 'applied'
}

async function expire(db: Tx, session: Stripe.Checkout.Session): Promise<Outcome> {
  const checkout = await findCheckout(db, { reference: session.id, id: ourId(session.metadata?.[ourMark]) })
  if (!checkout) return 'ignored'
  await setCheckoutState(db, checkout.id, 'expired')
  return 'applied'
}

/** Our own number, as we gave it to Stripe; whatever else stands there is not ours. */
const ourId = (text: string | undefined) => (text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined)
