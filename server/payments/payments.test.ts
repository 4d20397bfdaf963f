import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disputeNote } from '../../shared/disputes.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { type SignedInPatient, signedInPatient } from '../test/patient.ts'
import { signer } from '../test/status-replay.ts'
import { type FakeStripe, fakeStripe, stripeSecrets, tellOfMoney } from '../test/stripe.ts'
import { actionsOf } from '../test/trail.ts'

let clinic: TestApp
let stripe: FakeStripe
beforeAll(async () => {
  stripe = await fakeStripe()
  clinic = await testApp({ env: { ...stripeSecrets, STRIPE_API_URL: stripe.url } })
})
afterAll(async () => {
  await clinic.close()
  await stripe.close()
})

const ledger = (leadId: number) =>
  clinic.sql<{ entry: string; cents: number }>('select entry, cents from payments where lead_id = $1 order by id', [leadId])
const standing = async (leadId: number) => (await clinic.as(clinic.people.admin).get(`/leads/${leadId}/payments`)).body
const cash = (leadId: number, more: object = {}) =>
  clinic.as(clinic.people.sdr).post(`/leads/${leadId}/payments`, { cents: 19_900, method: 'cash', ...more })

/** The patient's next checkout, and the messages that tell how it went. */
async function checkoutOf({ at }: SignedInPatient) {
  const { status, body } = await at.ask('POST', '/portal/checkouts')
  expect(status).toBe(201)
  const session = stripe.sessions.find(({ url }) => url === body.url)
  if (!session) throw new Error('The patient was sent to no checkout of ours')
  const intent = `pi_${session.id}`
  const metadata = { healthcrm_checkout: session.asked.get('metadata[healthcrm_checkout]') }
  const cents = Number(session.asked.get('line_items[0][price_data][unit_amount]'))
  const told = { id: session.id, payment_intent: intent, payment_status: 'paid', amount_total: cents, currency: 'usd', metadata }
  const refund = { id: `re_of_${session.id}`, payment_intent: intent, amount: cents, status: 'succeeded' }
  return {
    session,
    intent,
    paid: { type: 'checkout.session.completed', object: told },
    unpaid: { type: 'checkout.session.completed', object: { ...told, payment_status: 'unpaid' } },
    later: { type: 'checkout.session.async_payment_succeeded', object: told },
    expired: { type: 'checkout.session.expired', object: { ...told, payment_status: 'unpaid', payment_intent: null } },
    refunded: { type: 'refund.created', object: refund },
    failed: { type: 'refund.failed', object: { ...refund, status: 'failed' } },
  }
}

describe('paying by card', () => {
  test('a paid checkout settles the ledger once, and Stripe learns an amount and a number alone', async () => {
    const patient = await signedInPatient(clinic, { first_name: 'Rosalind', last_name: 'Okafor', email: 'rosalind@example.com' })
    const { session, paid } = await checkoutOf(patient)
    expect(session.asked.toString()).not.toMatch(/rosalind|okafor/i)
    expect(session.asked.get('success_url')).toMatch(/^http:..localhost:\d+.portal.pay\?paid$/)
    expect((await tellOfMoney(clinic, paid)).status).toBe(204)
    expect((await patient.at.ask('GET', '/portal/payment')).body).toMatchObject({ state: 'paid', paidCents: 19_900, payBy: 'card' })
    const log = await clinic.sql(
      `select action, user_id from activity_logs where entity_type = 'lead' and entity_id = $1 and action like 'payment_%' order by id`,
      [patient.leadId],
    )
    expect(log).toEqual([
      { action: 'payment_begun', user_id: null },
      { action: 'payment_settled', user_id: null },
    ])
    const again = await patient.at.ask('POST', '/portal/checkouts')
    expect([again.status, String(again.body.type)]).toEqual([409, expect.stringContaining('paid_already')])
  })

  test('two tabs go on with one checkout', async () => {
    const patient = await signedInPatient(clinic)
    const before = stripe.sessions.length
    const tabs = await Promise.all(Array.from({ length: 8 }, () => patient.at.ask('POST', '/portal/checkouts')))
    expect(new Set(tabs.map(({ body }) => body.url)).size).toBe(1)
    expect(stripe.sessions.length - before).toBe(1)
    await patient.at.ask('POST', '/portal/checkouts')
    expect(stripe.sessions.length - before).toBe(1)
  })

  test('a checkout that ran out makes room for another; one that was just paid says so', async () => {
    const patient = await signedInPatient(clinic)
    const first = await checkoutOf(patient)
    first.session.status = 'expired'
    const second = await checkoutOf(patient)
    expect(second.session.id).not.toBe(first.session.id)
    second.session.status = 'complete'
    expect((await patient.at.ask('POST', '/portal/checkouts')).body.type).toContain('payment_under_way')
  })

  test('messages that come again, twice at once or in any order have one effect', async () => {
    const orders = [
      ['paid', 'refunded', 'later', 'expired'],
      ['refunded', 'paid', 'later', 'expired'],
      ['expired', 'refunded', 'later', 'paid'],
      ['unpaid', 'expired', 'refunded', 'paid'],
    ] as const
    for (const order of orders) {
      const patient = await signedInPatient(clinic)
      const told = await checkoutOf(patient)
      for (const name of order) {
        const message = { ...told[name], id: `evt_${told.session.id}_${name}` }
        const answers = await Promise.all([tellOfMoney(clinic, message), tellOfMoney(clinic, message)])
        expect(answers.map(({ status }) => status)).toEqual([204, 204])
      }
      for (const name of order) await tellOfMoney(clinic, { ...told[name], id: `evt_${told.session.id}_${name}` })
      expect(await ledger(patient.leadId), order.join()).toEqual([
        { entry: 'payment', cents: 19_900 },
        { entry: 'refund', cents: 19_900 },
      ])
      expect((await standing(patient.leadId)).state).toBe('refunded')
    }
  })

  test('a refund that fails leaves the payment standing, in whatever order one hears of it', async () => {
    for (const order of [
      ['paid', 'refunded', 'failed'],
      ['failed', 'refunded', 'paid'],
      ['failed', 'paid', 'refunded'],
    ] as const) {
      const patient = await signedInPatient(clinic)
      const told = await checkoutOf(patient)
      for (const name of order) await tellOfMoney(clinic, told[name])
      expect(await standing(patient.leadId), order.join()).toMatchObject({ state: 'paid', paidCents: 19_900 })
    }
  })

  test('a wrong signature, a changed byte and a message 301 seconds old are refused and leave nothing', async () => {
    const patient = await signedInPatient(clinic)
    const { paid } = await checkoutOf(patient)
    const refused = [
      await tellOfMoney(clinic, { ...paid, secret: 'whsec_another' }),
      await tellOfMoney(clinic, { ...paid, tampered: (text) => text.replace('"amount_total":19900', '"amount_total":19901') }),
      await tellOfMoney(clinic, { ...paid, tampered: (text) => `${text} ` }),
      await tellOfMoney(clinic, { ...paid, age: 301 }),
    ]
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400])
    const unsigned = await clinic.app.inject({ method: 'POST', url: '/api/v1/webhooks/stripe', payload: { id: 'evt_x' } })
    expect(unsigned.statusCode).toBe(400)
    expect(await ledger(patient.leadId)).toEqual([])
    expect((await tellOfMoney(clinic, { ...paid, age: 299 })).status).toBe(204)
    expect(await ledger(patient.leadId)).toHaveLength(1)
  })

  test('money of another shop of the same account is none of ours', async () => {
    const foreign = {
      id: 'cs_foreign',
      payment_intent: 'pi_foreign',
      payment_status: 'paid',
      amount_total: 5,
      currency: 'usd',
      metadata: { checkout: '1' },
    }
    expect((await tellOfMoney(clinic, { type: 'checkout.session.completed', object: foreign })).status).toBe(204)
    expect(await clinic.sql(`select 1 from payments where reference = 'pi_foreign'`)).toEqual([])
  })

  test('an Admin refunds through Stripe, in parts, and Stripe’s own word of it adds nothing', async () => {
    const patient = await signedInPatient(clinic)
    const told = await checkoutOf(patient)
    await tellOfMoney(clinic, told.paid)
    const { entries } = (await standing(patient.leadId)) as { entries: { id: number }[] }
    const path = `/payments/${entries[0]?.id}/refunds`
    const admin = clinic.as(clinic.people.admin)
    expect((await admin.post(path, { cents: 5_000, reason: 'Came late' })).status).toBe(201)
    const [refund] = stripe.refunds.slice(-1)
    expect([refund?.asked.get('payment_intent'), refund?.asked.get('amount')]).toEqual([told.intent, '5000'])
    const news = { id: refund?.id, payment_intent: told.intent, amount: 5_000, status: 'succeeded' }
    await tellOfMoney(clinic, { type: 'refund.created', object: news })
    expect((await admin.post(path, { cents: 15_000, reason: 'Too much' })).body).toMatchObject({ errors: [{ path: 'cents' }] })
    expect((await admin.post(path, { reason: 'The rest' })).body).toMatchObject({ cents: 14_900, entry: 'refund' })
    expect((await standing(patient.leadId)).state).toBe('refunded')
    expect((await admin.post(path, { reason: 'Again' })).status).toBe(409)
    expect((await admin.put(`/payments/${entries[0]?.id}/void`, { reason: 'Mistake' })).status).toBe(409)
  })
})

describe('money given back while Stripe is slow', () => {
  async function paidByCard() {
    const patient = await signedInPatient(clinic)
    const told = await checkoutOf(patient)
    await tellOfMoney(clinic, told.paid)
    const { entries } = (await standing(patient.leadId)) as { entries: { id: number }[] }
    return { ...patient, intent: told.intent, path: `/payments/${entries[0]?.id}/refunds` }
  }
  const refundsOf = async (leadId: number) =>
    clinic.sql(`select cents, note, recorded_by_id as by from payments where lead_id = $1 and entry = 'refund' order by id`, [leadId])
  const admin = () => clinic.as(clinic.people.admin)
  const key = { headers: { 'idempotency-key': 'once' } }

  test('the ledger is open to others meanwhile, a second refund is told to wait, and Stripe’s own word first changes nothing', async () => {
    const { leadId, intent, path } = await paidByCard()
    let answer = () => undefined as void
    const asked = new Promise<{ id: string }>((resolve) => {
      stripe.beforeAnswer = (refund) =>
        new Promise((go) => {
          answer = go
          resolve(refund)
        })
    })
    const slow = admin().post(path, { cents: 4_000, reason: 'Came late' }, key)
    const { id } = await asked
    expect((await cash(leadId, { cents: 100 })).status).toBe(201)
    const second = await admin().post(path, { cents: 1_000, reason: 'More' })
    expect([second.status, second.body.type]).toEqual([409, 'urn:healthcrm:problem:refund_under_way'])
    await tellOfMoney(clinic, { type: 'refund.created', object: { id, payment_intent: intent, amount: 4_000, status: 'succeeded' } })
    answer()
    stripe.beforeAnswer = async () => undefined
    const made = await slow
    expect([made.status, made.body.cents]).toEqual([201, 4_000])
    expect((await admin().post(path, { cents: 4_000, reason: 'Came late' }, key)).body).toEqual(made.body)
    expect(await refundsOf(leadId)).toEqual([{ cents: 4_000, note: 'Came late', by: clinic.people.admin.id }])
    expect((await admin().post(path, { cents: 1_000, reason: 'More' })).status).toBe(201)
    expect(await clinic.sql('select from refunds_underway')).toEqual([])
  })

  test('one whose answer is lost is not given back twice when it is asked for again', async () => {
    const { leadId, path } = await paidByCard()
    const before = stripe.refunds.length
    stripe.beforeAnswer = () => Promise.reject(new Error('lost'))
    const lost = await admin().post(path, { cents: 4_000, reason: 'Came late' })
    expect([lost.status, Number(lost.headers['retry-after']) > 0]).toEqual([503, true])
    expect(await refundsOf(leadId)).toEqual([])
    stripe.beforeAnswer = async () => undefined
    expect((await admin().post(path, { cents: 4_000, reason: 'Came late' })).status).toBe(201)
    expect(stripe.refunds.length - before).toBe(1)
    expect(await refundsOf(leadId)).toHaveLength(1)
  })

  test('six at once give back once', async () => {
    const { leadId, path } = await paidByCard()
    const answers = await Promise.all(Array.from({ length: 6 }, () => admin().post(path, { reason: 'Cancelled' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409])
    expect(await refundsOf(leadId)).toHaveLength(1)
  })
})

describe('a disputed payment', () => {
  const dispute = (intent: string, status: string) => ({ id: `du_of_${intent}`, payment_intent: intent, amount: 19_900, status })
  const news = (intent: string) => ({
    asked: { type: 'charge.dispute.created', object: dispute(intent, 'warning_needs_response') },
    opened: { type: 'charge.dispute.created', object: dispute(intent, 'needs_response') },
    withdrawn: { type: 'charge.dispute.funds_withdrawn', object: dispute(intent, 'needs_response') },
    lost: { type: 'charge.dispute.closed', object: dispute(intent, 'lost') },
    won: { type: 'charge.dispute.closed', object: dispute(intent, 'won') },
  })
  const statusOf = async (leadId: number) => (await clinic.as(clinic.people.admin).get(`/leads/${leadId}`)).body.status
  const sign = async (leadId: number) => {
    await clinic.sql(signer)
    await clinic.sql('select test_sign($1)', [leadId])
  }

  test('is taken back in the ledger and moves the status; won, it stands again, in whatever order one hears of it', async () => {
    for (const order of [
      ['asked', 'opened', 'withdrawn', 'won'],
      ['won', 'opened'],
      ['opened', 'won', 'won'],
    ] as const) {
      const patient = await signedInPatient(clinic)
      await sign(patient.leadId)
      const told = await checkoutOf(patient)
      await tellOfMoney(clinic, told.paid)
      expect(await statusOf(patient.leadId)).toBe('Booking: Paid/Not Booked')
      for (const name of order) {
        await tellOfMoney(clinic, news(told.intent)[name])
        if (name === 'asked') expect(await ledger(patient.leadId)).toHaveLength(1)
        if (name === 'withdrawn') {
          expect(await statusOf(patient.leadId)).toBe('HHQ Signed')
          expect(await standing(patient.leadId)).toMatchObject({ state: 'refunded', paidCents: 0 })
        }
      }
      expect(await standing(patient.leadId), order.join()).toMatchObject({ state: 'paid', paidCents: 19_900 })
      expect(await statusOf(patient.leadId)).toBe('Booking: Paid/Not Booked')
      expect((await ledger(patient.leadId)).map(({ entry }) => entry)).toEqual(['payment', 'refund', 'void'])
    }
  })

  test('lost, or heard of before the payment, the money is gone; the trail tells it', async () => {
    const patient = await signedInPatient(clinic)
    const told = await checkoutOf(patient)
    await tellOfMoney(clinic, news(told.intent).lost)
    expect(await ledger(patient.leadId)).toEqual([])
    await tellOfMoney(clinic, told.paid)
    await tellOfMoney(clinic, news(told.intent).opened)
    expect(await standing(patient.leadId)).toMatchObject({ state: 'refunded', paidCents: 0 })
    expect(await clinic.sql(`select note from payments where lead_id = $1 and entry = 'refund'`, [patient.leadId])).toEqual([
      { note: disputeNote },
    ])
    const acts = await actionsOf(clinic, 'lead', patient.leadId)
    expect(acts.filter((action) => action === 'payment_disputed')).toHaveLength(1)
  })
})

describe('money that came otherwise', () => {
  test('is recorded by who sells, and given back or undone by an Admin alone', async () => {
    const leadId = await build.lead(clinic)
    const { status, body } = await cash(leadId, { reference: 'R-17', note: 'At the desk' })
    expect([status, body.recordedById]).toEqual([201, clinic.people.sdr.id])
    expect((await clinic.as(clinic.people.coach).post(`/leads/${leadId}/payments`, { cents: 1, method: 'cash' })).status).toBe(403)
    for (const person of [clinic.people.sdr, clinic.people.coach]) {
      expect((await clinic.as(person).post(`/payments/${body.id}/refunds`, { reason: 'x' })).status).toBe(403)
      expect((await clinic.as(person).put(`/payments/${body.id}/void`, { reason: 'x' })).status).toBe(403)
    }
    const admin = clinic.as(clinic.people.admin)
    expect((await admin.post(`/payments/${body.id}/refunds`, { cents: 900, reason: 'Discount' })).status).toBe(201)
    expect(await standing(leadId)).toMatchObject({ state: 'part', paidCents: 19_000 })
    const { entries } = (await standing(leadId)) as { entries: { id: number; entry: string }[] }
    const refund = entries.find(({ entry }) => entry === 'refund')
    // A payment of which money was given back is no mistake until that is undone.
    expect((await admin.put(`/payments/${body.id}/void`, { reason: 'Wrong person' })).status).toBe(409)
    expect((await admin.put(`/payments/${refund?.id}/void`, { reason: 'Never happened' })).status).toBe(200)
    expect((await admin.put(`/payments/${body.id}/void`, { reason: 'Wrong person' })).status).toBe(200)
    expect((await admin.put(`/payments/${body.id}/void`, { reason: 'Wrong person' })).status).toBe(409)
    expect((await standing(leadId)).state).toBe('due')
    const words = await clinic.sql<{ details: string }>(
      `select details from activity_logs where entity_type = 'lead' and entity_id = $1 and action like 'payment_%'`,
      [leadId],
    )
    expect(words).toHaveLength(4)
    expect(words.map(({ details }) => details).join()).not.toMatch(/R-17|desk|Wrong person/)
  })

  test('two Admins who give back the same money at once give it back once', async () => {
    const leadId = await build.lead(clinic)
    const { body } = await cash(leadId)
    const admin = clinic.as(clinic.people.admin)
    const answers = await Promise.all(Array.from({ length: 6 }, () => admin.post(`/payments/${body.id}/refunds`, { reason: 'Cancelled' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409])
    expect(await ledger(leadId)).toHaveLength(2)
  })

  test('a second payment shows as overpaid, a price that rises later leaves who has paid as paid', async () => {
    const leadId = await build.lead(clinic)
    await cash(leadId)
    expect((await standing(leadId)).state).toBe('paid')
    const admin = clinic.as(clinic.people.admin)
    expect((await admin.patch('/settings/payments', { priceCents: 24_900 })).body).toMatchObject({ priceCents: 24_900 })
    expect(await standing(leadId)).toMatchObject({ state: 'paid', priceCents: 19_900 })
    await admin.patch('/settings/payments', { priceCents: 19_900 })
    await cash(leadId, { method: 'check', reference: '1001' })
    expect(await standing(leadId)).toMatchObject({ state: 'overpaid', paidCents: 39_800 })
  })

  test('bad input is named, a stranger is refused, what is not there is a 404', async () => {
    const leadId = await build.lead(clinic)
    const bad = await clinic
      .as(clinic.people.sdr)
      .post(`/leads/${leadId}/payments`, { cents: 0, method: 'stripe', settledAt: 'now', extra: 1 })
    expect((bad.body.errors as { path: string }[]).map(({ path }) => path).sort()).toEqual(['cents', 'extra', 'method', 'settledAt'])
    expect((await cash(leadId, { settledAt: '2100-01-01T00:00:00Z' })).body).toMatchObject({ errors: [{ path: 'settledAt' }] })
    expect((await clinic.as(undefined).get(`/leads/${leadId}/payments`)).status).toBe(401)
    expect((await cash(2_147_483_000)).status).toBe(404)
    expect((await clinic.as(clinic.people.admin).post('/payments/2147483000/refunds', { reason: 'x' })).status).toBe(404)
    expect((await clinic.as(clinic.people.sdr).get('/payments')).status).toBe(403)
    expect((await clinic.as(clinic.people.admin).patch('/settings/payments', { currency: 'abc' })).body).toMatchObject({
      errors: [{ path: 'currency' }],
    })
    await cash(leadId, { reference: 'R-18' })
    expect((await cash(leadId, { reference: 'R-18' })).status).toBe(409)
  })

  test('the ledger of a restricted person is hidden with them', async () => {
    const leadId = await build.lead(clinic, { owner_id: clinic.people.otherSdr.id })
    await cash(leadId)
    await build.restrict(clinic, 'lead', leadId)
    expect((await clinic.as(clinic.people.sdr).get(`/leads/${leadId}/payments`)).status).toBe(404)
    expect((await cash(leadId)).status).toBe(404)
    expect((await clinic.as(clinic.people.otherSdr).get(`/leads/${leadId}/payments`)).body).toMatchObject({ state: 'paid' })
  })

  test('is listed with sums by month, and leaves as CSV', async () => {
    const admin = clinic.as(clinic.people.admin)
    const { body } = await admin.get<{ data: { method: string; entry: string }[] }>('/payments?method=cash&entry=refund&limit=5')
    expect(new Set(body.data.map(({ method, entry }) => `${method} ${entry}`))).toEqual(new Set(['cash refund']))
    const months = (await admin.get<{ data: Record<string, unknown>[] }>('/payments/months')).body.data
    expect(months.find(({ method }) => method === 'check')).toMatchObject({ payments: 1, paidCents: 19_900, refundedCents: 0 })
    const csv = await admin.get('/exports/payments.csv?columns=cents&columns=method&columns=recordedByName')
    expect(csv.text.split('\r\n')[0]).toBe('cents,method,recordedByName')
  })
})

describe('the ledger is only added to', () => {
  test('no role changes or removes an entry, nor does the owner', async () => {
    const leadId = await build.lead(clinic)
    const { body } = await cash(leadId)
    const client = await clinic.database.pool.connect()
    try {
      for (const role of ['sdr', 'coach', 'admin', 'patient', 'system'])
        for (const act of ['update payments set cents = 1', 'delete from payments', 'truncate payments']) {
          await client.query(
            `begin; set local role ${role}; set local app.user_id = '${clinic.people.admin.id}'; set local app.lead_id = '${leadId}'`,
          )
          await expect(client.query(act), `${role}: ${act}`).rejects.toMatchObject({ code: '42501' })
          await client.query('rollback')
        }
    } finally {
      client.release()
    }
    for (const act of [
      'update payments set cents = 1',
      'delete from payments',
      'truncate payments cascade',
      `update payments set lead_id = lead_id`,
    ])
      await expect(clinic.sql(act)).rejects.toMatchObject({ code: '42501' })
    await expect(
      clinic.sql(
        `insert into payments (lead_id, entry, cents, currency, method, payment_id, recorded_by_id)
      values ($1, 'refund', 20000, 'usd', 'cash', $2, $3)`,
        [leadId, body.id, clinic.people.admin.id],
      ),
    ).rejects.toMatchObject({ code: '23514' })
    await expect(
      clinic.sql(`insert into payments (lead_id, entry, cents, currency, method) values ($1, 'payment', 1, 'usd', 'test')`, [leadId]),
    ).rejects.toMatchObject({ code: '23514' })
  })

  test('a lead with money stays, and takes its ledger along into a merge and back', async () => {
    const kept = await build.lead(clinic)
    const gone = await build.lead(clinic)
    await cash(gone)
    const admin = clinic.as(clinic.people.admin)
    expect((await admin.delete(`/leads/${gone}`)).status).toBe(409)
    const merge = await admin.post('/merges', { entityType: 'lead', keptId: kept, mergedId: gone })
    expect(merge.status).toBe(201)
    expect(await standing(kept)).toMatchObject({ state: 'paid' })
    expect((await admin.delete(`/merges/${merge.body.id}`)).status).toBeLessThan(300)
    expect([(await standing(kept)).state, (await standing(gone)).state]).toEqual(['due', 'paid'])
  })
})

describe('without Stripe', () => {
  test('the demo clinic alone takes a test payment, once', async () => {
    const patient = await signedInPatient(clinic)
    expect((await patient.at.ask('POST', '/portal/test-payment')).status).toBe(404)
    await clinic.sql('update clinic_settings set is_demo = true')
    const paid = await Promise.all(Array.from({ length: 4 }, () => patient.at.ask('POST', '/portal/test-payment')))
    await clinic.sql('update clinic_settings set is_demo = false')
    expect(paid.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
    expect(await ledger(patient.leadId)).toEqual([{ entry: 'payment', cents: 19_900 }])
  })

  test('the portal says how to pay instead, and shows a patient their own entries alone', async () => {
    const plain = await testApp()
    try {
      await plain.as(plain.people.admin).patch('/settings/payments', { instructions: 'Send a check to Northgate.' })
      const { at, leadId } = await signedInPatient(plain)
      const other = await build.lead(plain)
      for (const id of [leadId, other])
        await plain
          .as(plain.people.sdr)
          .post(`/leads/${id}/payments`, { cents: 100, method: 'check', reference: `7${id}`, note: 'for staff' })
      const { body, text } = await at.ask<{ entries: unknown[] }>('GET', '/portal/payment')
      expect(body).toMatchObject({ payBy: 'instructions', instructions: 'Send a check to Northgate.', state: 'part' })
      expect(body.entries).toHaveLength(1)
      expect(text).not.toMatch(/for staff|recordedById|reference/)
      expect((await at.ask('POST', '/portal/checkouts')).status).toBe(404)
      expect((await plain.app.inject({ method: 'POST', url: '/api/v1/webhooks/stripe', payload: {} })).statusCode).toBe(404)
    } finally {
      await plain.close()
    }
  })
})
