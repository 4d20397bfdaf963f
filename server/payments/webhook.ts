/**
 * What Stripe tells us. Each message counts once, however often it comes; what refers to a payment we have not heard of
 * yet waits for it. The ledger's own references make the order of messages meaningless.
 */
import type { Stripe } from 'stripe'
import { logActivity } from '../activity/activity.ts'
import { type Database, system, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import {
  entryNamed,
  findCheckout,
  lockIntent,
  nameCheckout,
  noteEvent,
  setCheckoutState,
  setOutcome,
  waitingFor,
} from './checkout-storage.ts'
import { addEntry } from './storage.ts'
import { ourMark } from './stripe.ts'

type Outcome = 'applied' | 'ignored' | { waiting: RefundNews }
/** Only what the ledger will need: it stands in the database while it waits. */
interface RefundNews {
  intent: string
  refund: string
  cents: number
  failed: boolean
  at: string
}

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
      return hearRefund(db, newsOf(event.data.object, at))
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
  logMoney(db, 'payment_settled', { ...entry, entryId: made.id, actor: { kind: 'patient', leadId } })
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

/** Of a failed refund we may hear before we hear of the refund: it is then written down and undone at once. */
async function hearRefund(db: Tx, news: RefundNews | undefined): Promise<Outcome> {
  if (!news) return 'ignored'
  await lockIntent(db, news.intent)
  const payment = await entryNamed(db, 'payment', news.intent)
  if (!payment) return { waiting: news }
  const { leadId, currency } = payment
  const settledAt = new Date(news.at)
  const refund = { leadId, entry: 'refund', cents: news.cents, currency, method: 'stripe', paymentId: payment.id } as const
  const made = await addEntry(db, { ...refund, reference: news.refund, settledAt })
  if (made) logMoney(db, 'payment_refunded', { ...refund, entryId: made.id })
  if (!news.failed) return 'applied'
  const standing = await entryNamed(db, 'refund', news.refund)
  if (!standing || standing.isVoid) return 'applied'
  const undone = { ...refund, entry: 'void', paymentId: standing.id } as const
  const undoing = await addEntry(db, { ...undone, settledAt })
  if (undoing) logMoney(db, 'refund_failed', { ...undone, entryId: undoing.id })
  return 'applied'
}

function newsOf({ id, payment_intent, amount, status }: Stripe.Refund, at: Date): RefundNews | undefined {
  const intent = idOf(payment_intent)
  return intent
    ? { intent, refund: id, cents: amount, failed: status === 'failed' || status === 'canceled', at: at.toISOString() }
    : undefined
}

const isNews = (value: unknown): value is RefundNews =>
  typeof value === 'object' && value !== null && 'intent' in value && 'refund' in value

const idOf = (reference: string | { id: string } | null) => (typeof reference === 'string' ? reference : reference?.id)

/** Our own number, as we gave it to Stripe; whatever else stands there is not ours. */
const ourId = (text: string | undefined) => (text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined)

interface Moved {
  leadId: number
  entryId: number
  cents: number
  currency: string
  /** Whose act it was; a refund that we hear of is Stripe's. */
  actor?: { kind: 'patient'; leadId: number }
}

function logMoney(db: Tx, action: string, { leadId, entryId, cents, currency, actor }: Moved): void {
  const details = { ...(actor ? { actor } : {}), paymentId: entryId, cents, currency, method: 'stripe' }
  logActivity(db, { entityType: 'lead', entityId: leadId, action, userId: undefined, details })
}
