/** A patient pays by card: one checkout at a time, whatever number of tabs asks for it. */

import { logActivity } from '../activity/activity.ts'
import { type Database, system, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { conflict, notFound } from '../http/errors.ts'
import { type Checkout, findOpenCheckout, insertCheckout, languageOf, nameCheckout, setCheckoutState } from './checkout-storage.ts'
import { findStanding, lockLedger } from './storage.ts'
import type { PaymentService } from './stripe.ts'

const minute = 60_000
/** Stripe keeps a checkout open for half an hour at least. */
const openFor = 60 * minute
const timeLeft = 5 * minute

interface Parts {
  database: Database
  service: PaymentService | undefined
  origin: () => string
  now: () => Date
}

/** The address of the payment service's page. */
export async function beginCheckout(parts: Parts, leadId: number): Promise<{ url: string }> {
  const { service, database } = parts
  if (!service) throw notFound('Paying by card')
  for (let attempt = 1; attempt <= 2; attempt++) {
    const { checkout, language } = await writeAs(database, system, (db) => ownCheckout(db, leadId, parts.now()))
    const open = checkout.reference
      ? await service.find(checkout.reference)
      : await service.begin({
          ...{ checkoutId: checkout.id, cents: checkout.cents, currency: checkout.currency, expiresAt: checkout.expiresAt, language },
          title: language === 'es' ? 'Primera cita' : 'First visit',
          backTo: `${parts.origin()}/portal/pay`,
        })
    if (open.state === 'complete') throw conflict('payment_under_way', 'This payment was made already. It shows here in a moment.')
    if (open.state === 'open' && open.url) {
      const { url } = open
      if (!checkout.reference) await writeAs(database, system, (db) => nameCheckout(db, checkout.id, open.reference))
      return { url }
    }
    await writeAs(database, system, (db) => setCheckoutState(db, checkout.id, 'expired'))
  }
  throw conflict('payment_under_way', 'This payment could not be begun. Try again in a moment.')
}

/** Kept before the service is asked, so that no money can come which we know nothing of. */
async function ownCheckout(db: Tx, leadId: number, now: Date): Promise<{ checkout: Checkout; language: 'en' | 'es' }> {
  await lockLedger(db, leadId)
  const { state, priceCents, paidCents, currency } = await findStanding(db, leadId)
  const cents = priceCents - paidCents
  if (state === 'paid' || state === 'overpaid' || cents <= 0) throw conflict('paid_already', 'This is paid already.')
  const wish = { leadId, cents, currency }
  const language = await languageOf(db, leadId)
  const open = await findOpenCheckout(db, wish, new Date(now.getTime() + timeLeft))
  if (open) return { checkout: open, language }
  const checkout = await insertCheckout(db, { ...wish, expiresAt: new Date(now.getTime() + openFor) })
  logActivity(db, {
    ...{ entityType: 'lead', entityId: leadId, action: 'payment_begun', userId: undefined },
    details: { actor: { kind: 'patient', leadId }, cents, currency },
  })
  return { checkout, language }
}
