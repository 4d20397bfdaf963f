/**
 * Money given back. Through a payment service it takes three steps: the wish is kept, the service is asked while no
 * transaction is open, and what it did is written down. A wish that was broken off is asked again by the same key.
 */
import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { policy } from '../../shared/policy.ts'
import { type Actor, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { asProduct } from '../db/elevate.ts'
import { badInput, conflict, forbidden } from '../http/errors.ts'
import type { House } from '../http/house.ts'
import { answeredBefore, withIdempotency } from '../http/idempotency.ts'
import { entryNamed } from './checkout-storage.ts'
import { about, guarded, lockedEntry, logMoney } from './payments.ts'
import { endRefund, holdRefund, letRefundGo, type RefundWish, refundUnderway } from './refunds-storage.ts'
import { addEntry, type Entry, entryAsJson } from './storage.ts'
import type { PaymentService } from './stripe.ts'

/** Longer than the service is waited for, its retries included. */
const heldForMs = 2 * 60_000

interface Wanted {
  id: number
  cents?: number | undefined
  reason: string
}
interface Asking {
  house: Pick<House, 'database' | 'now'>
  service: PaymentService | undefined
  request: FastifyRequest
}
type Made = { json: string; status: number }

export async function refundPayment({ house, service, request }: Asking, actor: Actor, wanted: Wanted): Promise<Made> {
  const { database, now } = house
  const of = { userId: actor.userId }
  const keeping = (db: Tx, act: () => Promise<Made>) =>
    withIdempotency(db, of, request, async () => ({ ...(await act()), location: undefined })).then(asMade)
  const begun = await writeAs(database, actor, async (db) => {
    const before = await answeredBefore(db, of, request)
    if (before) return { made: asMade(before) }
    const payment = await refundable(db, actor, wanted)
    const cents = wanted.cents ?? payment.leftCents
    if (payment.method !== 'stripe') {
      return { made: await keeping(db, () => recordRefund(db, actor, { payment, cents, note: wanted.reason, now: now() })) }
    }
    if (!service || payment.reference === null) throw noService()
    const wish = { paymentId: payment.id, cents, note: wanted.reason, askedById: actor.userId }
    return { payment, service, intent: payment.reference, wish: await asProduct(db, () => reserve(db, wish, now())) }
  })
  if (begun.made) return begun.made
  const { payment, intent, wish } = begun
  const reference = await begun.service.refund({ paymentIntent: intent, cents: wish.cents, key: wish.key }).catch(async (error) => {
    await writeAs(database, actor, (db) => asProduct(db, () => letRefundGo(db, wish, now())))
    throw error
  })
  return writeAs(database, actor, (db) => keeping(db, () => settleRefund(db, { payment, wish, reference, now: now() })))
}

const asMade = ({ json = '', status }: { json: string | undefined; status: number }): Made => ({ json, status })

const noService = () =>
  conflict('no_payment_service', 'This payment came through Stripe, whose key is not set. Set it, or give the money back in Stripe.')

/** The payment, locked until the end of the transaction, if so much is left of it. */
async function refundable(db: Tx, actor: Actor, { id, cents }: Wanted) {
  const payment = await lockedEntry(db, id)
  if (!policy.payment.refund(actor)) throw forbidden()
  if (payment.entry !== 'payment' || payment.leftCents <= 0) throw conflict('nothing_left', 'Nothing is left of this payment to give back.')
  if (cents !== undefined && cents > payment.leftCents) throw badInput({ path: 'cents', message: 'is more than is left of this payment' })
  return payment
}

/** One wish a payment; the same wish, broken off before, goes on under its key. */
async function reserve(db: Tx, wish: Omit<RefundWish, 'key'>, now: Date): Promise<RefundWish> {
  const underway = await refundUnderway(db, wish.paymentId)
  if (underway && underway.heldUntil > now) {
    throw conflict('refund_under_way', 'Money of this payment is being given back just now. Look again in a moment.')
  }
  const held = { ...wish, key: underway?.cents === wish.cents ? underway.key : randomUUID() }
  await holdRefund(db, { ...held, heldUntil: new Date(now.getTime() + heldForMs) })
  return held
}

interface Given {
  payment: Entry
  cents: number
  note: string
  now: Date
  reference?: string
}

async function recordRefund(db: Tx, actor: Pick<Actor, 'userId'>, { payment, cents, note, now, reference }: Given): Promise<Made> {
  const entry = { ...about(payment), entry: 'refund', cents, reference: reference ?? null, note, recordedById: actor.userId } as const
  const made = await guarded(() => addEntry(db, { ...entry, settledAt: now }))
  if (!made) throw conflict('recorded_already', 'This refund stands in the ledger already.')
  logMoney(db, actor, { ...entry, action: 'payment_refunded', entryId: made.id })
  return { json: made.json, status: 201 }
}

interface Settling {
  payment: Entry
  wish: RefundWish
  reference: string
  now: Date
}

/** The service may have told us of it before it answered: then it stands already, with who asked for it and why. */
async function settleRefund(db: Tx, { payment, wish, reference, now }: Settling): Promise<Made> {
  await lockedEntry(db, payment.id)
  await asProduct(db, () => endRefund(db, wish))
  const told = await entryNamed(db, 'refund', reference)
  if (told) return { json: await entryAsJson(db, told.id), status: 201 }
  return recordRefund(db, { userId: wish.askedById }, { payment, cents: wish.cents, note: wish.note, now, reference })
}
