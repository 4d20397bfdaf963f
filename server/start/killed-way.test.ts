/** Kill -9 of the whole server on a patient's way: between holding, paying and booking, and between a change and its letter. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Stripe } from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPostBox, type PostBox } from '../../e2e/support/post-box.ts'
import { counts, tell } from '../test/counts.ts'
import { testFolders } from '../test/data-folders.ts'
import { processesWith, type Run } from '../test/run-server.ts'
import { type FakeStripe, fakeStripe, stripeSecrets } from '../test/stripe.ts'

const folder = testFolders()
let stripe: FakeStripe
let post: PostBox
beforeAll(async () => {
  stripe = await fakeStripe()
  post = await openPostBox()
})
afterAll(async () => {
  await stripe?.close()
  await post?.close()
})

interface Clinic {
  server: Run
  address: string
}
interface Patient {
  leadId: number
  cookie: string
  email: string
}

async function start(): Promise<Clinic> {
  const admin = { ADMIN_EMAIL: 'ann@clinic.example', ADMIN_PASSWORD: 'a quiet harbour in May' }
  const server = folder.run({
    ...admin,
    ...stripeSecrets,
    STRIPE_API_URL: stripe.url,
    SMTP_URL: post.url,
  })
  return { server, address: await server.ready() }
}

/** The server, its database and all they started, at once; and both again. */
async function killAndStart({ server }: Clinic, withDatabase = true): Promise<Clinic> {
  server.process.kill('SIGKILL')
  if (withDatabase) for (const pid of processesWith(folder.path)) process.kill(pid, 'SIGKILL')
  await server.ended()
  return start()
}

/** A clinic that is open every day, with one coach. */
async function openClinic(): Promise<Clinic> {
  folder.fill()
  const clinic = await start()
  await folder.query(`insert into users (email, first_name, last_name, role) values ('coach@clinic.example', 'Maya', 'Stone', 'Health Coach');
    insert into availability_rules (user_id, weekday, starts_at, ends_at) select u.id, day, '09:00', '17:00'
      from users u, generate_series(1, 7) day where u.role = 'Health Coach';
    insert into clinic_hours (weekday, opens_at, closes_at) select day, '08:00', '18:00' from generate_series(1, 7) day
      on conflict (weekday) do update set opens_at = excluded.opens_at, closes_at = excluded.closes_at;
    insert into coach_licences (user_id, state) select id, 'NY' from users where role = 'Health Coach'`)
  return clinic
}

async function addPatient(name: string): Promise<Patient> {
  const token = randomBytes(32).toString('base64url')
  const hash = createHash('sha256').update(token).digest('base64url')
  const email = `${name}@example.com`
  const [row] = (await folder.query(`with l as (insert into leads (first_name, last_name, email, portal_access, password_hash)
      values ('${name}', 'Marsh', '${email}', true, 'none') returning id),
    p as (insert into person_profiles (entity_type, entity_id, state, time_zone) select 'lead', id, 'NY', 'America/New_York' from l),
    s as (insert into portal_sessions (lead_id, token_hash, stage, expires_at, address, agent)
      select id, '${hash}', 'full', now() + interval '12 hours', '10.0.0.1', 'test' from l)
    select id from l`)) as { id: number }[]
  return { leadId: row?.id ?? 0, cookie: `portal=${token}`, email }
}

async function ask<T = Record<string, unknown>>(
  { address }: Clinic,
  { cookie }: Pick<Patient, 'cookie'>,
  method: string,
  path: string,
  given?: object,
  key?: string,
) {
  const headers = {
    cookie,
    origin: address,
    ...(given ? { 'content-type': 'application/json' } : {}),
    ...(key ? { 'idempotency-key': key } : {}),
  }
  const answer = await fetch(`${address}/api/v1${path}`, { method, headers, ...(given ? { body: JSON.stringify(given) } : {}) })
  return { status: answer.status, body: (await answer.json().catch(() => ({}))) as T }
}

const freeTimes = async (clinic: Clinic, patient: Patient) => {
  const day = 24 * 60 * 60_000
  const range = `from=${new Date(Date.now() + 3 * day).toISOString()}&to=${new Date(Date.now() + 8 * day).toISOString()}`
  return (await ask<{ data: { startsAt: string }[] }>(clinic, patient, 'GET', `/portal/slots?${range}`)).body.data.map(
    ({ startsAt }) => startsAt,
  )
}

const signer = new Stripe(stripeSecrets.STRIPE_SECRET_KEY)
function sayPaid({ address }: Clinic, session: string, id: string) {
  const at = Math.floor(Date.now() / 1000)
  const object = {
    id: session,
    object: 'checkout.session',
    payment_status: 'paid',
    payment_intent: `pi_${session}`,
    amount_total: 19_900,
    currency: 'usd',
  }
  const payload = JSON.stringify({ id, object: 'event', type: 'checkout.session.completed', created: at, data: { object } })
  const signature = signer.webhooks.generateTestHeaderString({ payload, timestamp: at, secret: stripeSecrets.STRIPE_WEBHOOK_SECRET })
  const headers = { 'content-type': 'application/json', 'stripe-signature': signature }
  return fetch(`${address}/api/v1/webhooks/stripe`, { method: 'POST', headers, body: payload })
}

/** Where somebody stands, by each of its witnesses. */
async function standing(leadId: number) {
  const [row] = await folder.query(`select status, (select count(*)::int from payments where lead_id = l.id) as entries,
      (select coalesce(sum(cents), 0)::int from payments where lead_id = l.id) as cents,
      (select count(*)::int from appointments where lead_id = l.id and status = 'Scheduled') as visits,
      (select count(*)::int from slot_holds where lead_id = l.id) as holds from leads l where id = ${leadId}`)
  return row
}

test('killed between pay and book: what was acknowledged stands, nobody pays or books twice, and the time that was held is booked', {
  timeout: 240_000,
}, async () => {
  let clinic = await openClinic()
  const patient = await addPatient('rosa')
  const [startsAt] = await freeTimes(clinic, patient)
  const held = await ask<{ id: number }>(clinic, patient, 'POST', '/portal/holds', { startsAt })
  expect(held.status).toBe(201)
  expect((await ask(clinic, patient, 'POST', '/portal/checkouts')).status).toBe(201)
  const session = stripe.sessions.at(-1)?.id ?? ''
  expect((await sayPaid(clinic, session, 'evt_once')).status).toBe(204)
  clinic = await killAndStart(clinic)
  const paid = { status: 'Booking: Paid/Not Booked', entries: 1, cents: 19_900, visits: 0, holds: 1 }
  expect(await standing(patient.leadId)).toEqual(paid)
  // Stripe repeats what it is not sure of; a patient presses again.
  for (const id of ['evt_once', 'evt_other']) expect((await sayPaid(clinic, session, id)).status).toBe(204)
  expect((await ask(clinic, patient, 'POST', '/portal/checkouts')).status).toBe(409)
  expect(await standing(patient.leadId)).toEqual(paid)

  // The booking dies with its answer: asked again under its key it is made once.
  const key = randomUUID()
  const lost = ask(clinic, patient, 'POST', '/portal/visits', { holdId: held.body.id }, key).catch(() => undefined)
  await sleep(Math.random() * 60)
  clinic = await killAndStart(clinic)
  await lost
  const booked = await ask(clinic, patient, 'POST', '/portal/visits', { holdId: held.body.id }, key)
  expect([booked.status, booked.body.startsAt]).toEqual([201, startsAt])
  expect(await standing(patient.leadId)).toEqual({ ...paid, status: 'Booking: Paid/Booked', visits: 1, holds: 0 })
})

test('killed at any moment of paying, money is counted once and the status says so', { timeout: counts(240_000, 1_800_000) }, async () => {
  let clinic = await openClinic()
  const kills = counts(3, 15)
  let acknowledged = 0
  for (let kill = 1; kill <= kills; kill++) {
    const patient = await addPatient(`p${kill}`)
    await ask(clinic, patient, 'POST', '/portal/checkouts')
    const session = stripe.sessions.at(-1)?.id ?? ''
    const telling = sayPaid(clinic, session, `evt_k${kill}`).then(
      ({ status }) => status,
      () => 0,
    )
    await sleep(Math.random() * 800)
    clinic = await killAndStart(clinic, kill % 2 === 0)
    const before = (await standing(patient.leadId)) as { status: string; entries: number }
    if ((await telling) === 204) {
      acknowledged += 1
      expect(before.entries).toBe(1)
    }
    expect(before.status).toBe(before.entries ? 'Booking: Paid/Not Booked' : 'HHQ Started')
    expect((await sayPaid(clinic, session, `evt_k${kill}`)).status).toBe(204)
    expect(await standing(patient.leadId)).toMatchObject({ status: 'Booking: Paid/Not Booked', entries: 1, cents: 19_900 })
  }
  tell(`Killed ${kills} times while a payment arrived: ${acknowledged} acknowledged before, each counted once`)
})

test('killed with a time held, it is kept for whom it was held, and free for others once its minutes are over', {
  timeout: 240_000,
}, async () => {
  let clinic = await openClinic()
  await folder.query('insert into payment_settings (price_cents) values (0) on conflict (id) do update set price_cents = 0')
  const [ines, omar] = [await addPatient('ines'), await addPatient('omar')]
  const [startsAt] = await freeTimes(clinic, ines)
  const held = await ask<{ id: number }>(clinic, ines, 'POST', '/portal/holds', { startsAt })
  clinic = await killAndStart(clinic)
  expect((await ask(clinic, omar, 'POST', '/portal/holds', { startsAt })).status).toBe(409)
  await folder.query(`update slot_holds set created_at = created_at - interval '11 minutes', expires_at = now() - interval '1 second'`)
  const next = await ask<{ id: number }>(clinic, omar, 'POST', '/portal/holds', { startsAt })
  expect(next.status).toBe(201)
  expect((await ask(clinic, ines, 'POST', '/portal/visits', { holdId: held.body.id })).status).toBe(409)
  expect((await ask(clinic, omar, 'POST', '/portal/visits', { holdId: next.body.id })).status).toBe(201)
  expect(await standing(omar.leadId)).toMatchObject({ status: 'Booking: Paid/Booked', visits: 1 })
  expect(await standing(ines.leadId)).toMatchObject({ visits: 0, holds: 0 })
})

test('killed between a change and its letter, the letter is sent at least once; of a mail server that is away nothing is lost (E6)', {
  timeout: counts(400_000, 3_600_000),
}, async () => {
  let clinic = await openClinic()
  const kills = counts(3, 20)
  const readers: string[] = []
  for (let kill = 1; kill <= kills; kill++) {
    const reader = await addPatient(`reader${kill}`)
    const answer = await ask(clinic, { cookie: '' }, 'POST', '/portal/auth/reset', { email: reader.email })
    expect(answer.status).toBe(204)
    readers.push(reader.email)
    await sleep(Math.random() * 80)
    clinic = await killAndStart(clinic, kill % 2 === 0)
  }
  // Committed while nobody takes mail, and killed meanwhile.
  await post.close()
  const late = await addPatient('late')
  expect((await ask(clinic, { cookie: '' }, 'POST', '/portal/auth/reset', { email: late.email })).status).toBe(204)
  await sleep(3_000)
  clinic = await killAndStart(clinic)
  await post.reopen()
  for (const email of [...readers, late.email]) expect(await post.letterTo(email, 180_000)).toContain('/portal/reset#token=')
  tell(
    `E6: killed ${kills} times between a change and its letter, ${kills} letters came, ${post.more()} of them twice; one more past a mail server that was away`,
  )
})
