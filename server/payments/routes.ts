import { exportApi } from '../../shared/contracts/exports.ts'
import { paymentApi } from '../../shared/contracts/payments.ts'
import { portalPaymentApi } from '../../shared/contracts/portal-payments.ts'
import { serveExport } from '../exports/exports.ts'
import { badInput, notFound } from '../http/errors.ts'
import type { App } from '../http/house.ts'
import { serveList } from '../http/lists.ts'
import { actorOf, serve, serveOpen } from '../http/serve.ts'
import { servePatient, servePatientOpen } from '../http/serve-patient.ts'
import { limitPatients } from '../portal/limits.ts'
import { beginCheckout } from './checkout.ts'
import { accountOfContact, accountOfLead, recordPayment, voidEntry } from './payments.ts'
import { ownAccount, payForTest } from './portal.ts'
import { refundPayment } from './refunds.ts'
import { changeTerms, paymentTerms } from './settings.ts'
import { paymentList, sumsByMonth } from './storage.ts'
import type { PaymentService } from './stripe.ts'
import { hearStripe } from './webhook.ts'

interface Parts {
  service: PaymentService | undefined
  /** Where patients come back to from the payment service. */
  origin: () => string
}

export function paymentRoutes(app: App, parts: Parts): void {
  const { now } = app.house
  const { service } = parts
  const online = service !== undefined
  serveList(app, paymentApi.list, () => paymentList)
  serveExport(app, exportApi.payments, paymentList)
  serve(app, paymentApi.months, async ({ db }) => ({ json: JSON.stringify({ data: await sumsByMonth(db) }) }))
  serve(app, paymentApi.ofLead, ({ db, params }) => accountOfLead(db, params.id))
  serve(app, paymentApi.ofContact, ({ db, params }) => accountOfContact(db, params.id))
  serve(app, paymentApi.record, ({ db, actor, params, body }) => recordPayment(db, actor, params.id, { given: body, now: now() }))
  serveOpen(app, paymentApi.refund, ({ request, house, params, body }) =>
    refundPayment({ house, service, request }, actorOf(request), { id: params.id, ...body }),
  )
  serve(app, paymentApi.undo, ({ db, actor, params, body }) => voidEntry(db, actor, params.id, { ...body, now: now() }))
  serve(app, paymentApi.settings, ({ db }) => paymentTerms(db, online))
  serve(app, paymentApi.changeSettings, ({ db, actor, body, ifMatch }) => changeTerms(db, actor, body, { online, ifMatch }))
  portalRoutes(app, parts)
  app.register(async (scope) => webhookRoute(scope, service))
}

function portalRoutes(app: App, { service, origin }: Parts): void {
  const { database, now } = app.house
  const online = service !== undefined
  servePatient(app, portalPaymentApi.account, ({ db, patient }) => ownAccount(db, patient.leadId, online))
  servePatient(app, portalPaymentApi.test, ({ db, patient }) => payForTest(db, patient.leadId, { online, now: now() }))
  // Asks the payment service between two transactions: none is held open meanwhile.
  app.register(async (scope) => {
    limitPatients(scope, 'portal-pay')
    servePatientOpen(scope, portalPaymentApi.checkout, async ({ patient }) => ({
      value: await beginCheckout({ database, service, origin, now }, patient.leadId),
    }))
  })
}

/** The signature is over the bytes as they came: here alone JSON is not read before it is believed. */
async function webhookRoute(scope: App, service: PaymentService | undefined): Promise<void> {
  const { database, now } = scope.house
  scope.removeContentTypeParser('application/json')
  scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  serveOpen(scope, paymentApi.webhook, async ({ request }) => {
    if (!service) throw notFound('Payment service')
    const signature = request.headers['stripe-signature']
    const event = Buffer.isBuffer(request.body) && typeof signature === 'string' ? service.read(request.body, signature, now()) : undefined
    if (!event) throw badInput({ path: '', message: 'is not signed by Stripe, or was signed more than five minutes ago' })
    await hearStripe(database, event)
  })
}
