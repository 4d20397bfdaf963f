/**
 * Money that Stripe gave back or that a bank took back, as Stripe tells of it. In the ledger both are refunds; one that
 * failed, or a dispute that the clinic won, is undone. Whatever comes first, the same entries stand at the end.
 */
import type { Stripe } from 'stripe'
import { disputeNote } from '../../shared/disputes.ts'
import { logActivity } from '../activity/activity.ts'
import type { Tx } from '../db/connection.ts'
import { entryNamed, lockIntent } from './checkout-storage.ts'
import { endRefund, refundUnderway } from './refunds-storage.ts'
import { addEntry } from './storage.ts'

/** Only what the ledger will need: it stands in the database while it waits. */
export interface RefundNews {
  intent: string
  refund: string
  cents: number
  failed: boolean
  at: string
  isDispute?: boolean
}

export function newsOfRefund({ id, payment_intent, amount, status }: Stripe.Refund, at: Date): RefundNews | undefined {
  const intent = idOf(payment_intent)
  if (!intent) return undefined
  return { intent, refund: id, cents: amount, failed: status === 'failed' || status === 'canceled', at: at.toISOString() }
}

/** While a bank only asks (`warning_`), or the dispute was warded off, no money moves. */
export function newsOfDispute({ id, payment_intent, amount, status }: Stripe.Dispute, at: Date): RefundNews | undefined {
  const intent = idOf(payment_intent)
  if (!intent || status.startsWith('warning_') || status === 'prevented') return undefined
  return { intent, refund: id, cents: amount, failed: status === 'won', at: at.toISOString(), isDispute: true }
}

export const isNews = (value: unknown): value is RefundNews =>
  typeof value === 'object' && value !== null && 'intent' in value && 'refund' in value

export const idOf = (reference: string | { id: string } | null) => (typeof reference === 'string' ? reference : reference?.id)

/** Of a failed refund we may hear before we hear of the refund: it is then written down and undone at once. */
export async function hearRefund(db: Tx, news: RefundNews | undefined): Promise<'applied' | 'ignored' | { waiting: RefundNews }> {
  if (!news) return 'ignored'
  await lockIntent(db, news.intent)
  const payment = await entryNamed(db, 'payment', news.intent)
  if (!payment) return { waiting: news }
  await writeDown(db, payment, news)
  if (!news.failed) return 'applied'
  const standing = await entryNamed(db, 'refund', news.refund)
  if (!standing || standing.isVoid) return 'applied'
  const { leadId, currency } = payment
  const undone = { leadId, entry: 'void', cents: news.cents, currency, method: 'stripe', paymentId: standing.id } as const
  const undoing = await addEntry(db, { ...undone, settledAt: new Date(news.at) })
  if (undoing) logMoved(db, news.isDispute ? 'dispute_won' : 'refund_failed', { ...undone, entryId: undoing.id })
  return 'applied'
}

async function writeDown(db: Tx, { id, leadId, currency }: { id: number; leadId: number; currency: string }, news: RefundNews) {
  const asked = news.isDispute ? undefined : await askedFor(db, id, news.cents)
  const refund = { leadId, entry: 'refund', cents: news.cents, currency, method: 'stripe', paymentId: id } as const
  const note = news.isDispute ? disputeNote : (asked?.note ?? null)
  const entry = { ...refund, reference: news.refund, note, recordedById: asked?.askedById ?? null, settledAt: new Date(news.at) }
  const made = await addEntry(db, entry)
  if (!made) return
  if (asked) await endRefund(db, asked)
  logMoved(db, news.isDispute ? 'payment_disputed' : 'payment_refunded', { ...refund, entryId: made.id, userId: asked?.askedById })
}

/** Stripe may tell of a refund before it answers whoever asked for it: it is theirs, with their reason. */
async function askedFor(db: Tx, paymentId: number, cents: number) {
  const underway = await refundUnderway(db, paymentId)
  return underway?.cents === cents ? underway : undefined
}

interface Moved {
  leadId: number
  entryId: number
  cents: number
  currency: string
  /** Whose act it was; a refund that we hear of, without anyone here asking for it, is Stripe's. */
  actor?: { kind: 'patient'; leadId: number }
  userId?: number | undefined
}

export function logMoved(db: Tx, action: string, { leadId, entryId, cents, currency, actor, userId }: Moved): void {
  const details = { ...(actor ? { actor } : {}), paymentId: entryId, cents, currency, method: 'stripe' }
  logActivity(db, { entityType: 'lead', entityId: leadId, action, userId, details })
}
