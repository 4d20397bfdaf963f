/** Statuses are earned (decision 130): thousands of orders of events, in the database and in a model of the rules. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { counts, tell } from '../test/counts.ts'
import { anyHistory, type Step, walk } from '../test/status-model.ts'
import { replayer } from '../test/status-replay.ts'
import { atOnce, trailOf } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ poolSize: 12 })
  await clinic.sql(replayer(clinic.people.admin.id))
})
afterAll(() => clinic.close())

const batch = 100

test('whatever comes in whatever order, a status is what its proofs and the standing word say', async () => {
  const seed = Date.now() % 1_000_000_000
  const runs = counts(300, 10_000)
  let steps = 0
  let moves = 0
  const histories = fc.sample(anyHistory, { numRuns: runs, seed })
  for (let at = 0; at < runs; at += batch) {
    const some = histories.slice(at, at + batch)
    const rows = await clinic.sql<{ run: number } & Step>(
      'select run::int, status, earned, moved from replay($1::jsonb) order by run, step',
      [JSON.stringify(some)],
    )
    const found = Map.groupBy(rows, ({ run }) => run)
    some.forEach(({ begins, events }, index) => {
      const wanted = walk(begins, events)
      const got = (found.get(index + 1) ?? []).map(({ status, earned, moved }) => ({ status, earned, moved }))
      expect(got, `seed ${seed}: ${begins}, then ${JSON.stringify(events)}`).toEqual(wanted)
      steps += wanted.length
      moves += wanted.filter(({ moved }) => moved).length
    })
  }
  tell(`statuses: ${runs} random orders, ${steps} events, ${moves} moves by the system, 0 against the model (seed ${seed})`)
  const [{ unexplained } = { unexplained: -1 }] = await clinic.sql<{ unexplained: number }>(`select count(*)::int as unexplained
    from stage_history where entity_type = 'lead' and reason is null and left_at is null and entity_id in
      (select entity_id from activity_logs where action = 'status_changed')`)
  expect(unexplained).toBe(0)
}, 600_000)

test('a payment and a booking at the same moment see one another', async () => {
  const leads = await atOnce(20, () => build.lead(clinic))
  await Promise.all(
    leads.flatMap((id) => [
      clinic.sql(
        `insert into payments (lead_id, entry, cents, currency, price_cents, method) values ($1, 'payment', 19900, 'usd', 19900, 'cash')`,
        [id],
      ),
      clinic.sql(`insert into appointments (title, scheduled_at, lead_id) values ('First visit', '2031-01-07 15:00', $1)`, [id]),
    ]),
  )
  const rows = await clinic.sql<{ status: string }>('select distinct status from leads where id = any($1)', [leads])
  expect(rows).toEqual([{ status: 'Booking: Paid/Booked' }])
})

test('each move by the system is one entry of the system with its cause, and so is the history', async () => {
  const id = await build.lead(clinic)
  await clinic.sql('select test_sign($1)', [id])
  await clinic.sql(
    `insert into payments (lead_id, entry, cents, currency, price_cents, method) values ($1, 'payment', 19900, 'usd', 19900, 'cash')`,
    [id],
  )
  expect(
    (await trailOf(clinic, 'lead', id)).map(({ details, userId }) => [details?.cause, details?.actor, details?.changes, userId]),
  ).toEqual([
    ['questionnaire_signed', { kind: 'system' }, { status: ['HHQ Started', 'HHQ Signed'] }, null],
    ['payment_settled', { kind: 'system' }, { status: ['HHQ Signed', 'Booking: Paid/Not Booked'] }, null],
  ])
  const history = await clinic.sql(`select stage, reason from stage_history where entity_type = 'lead' and entity_id = $1 order by id`, [
    id,
  ])
  expect(history).toEqual([
    { stage: 'HHQ Started', reason: null },
    { stage: 'HHQ Signed', reason: 'system: questionnaire signed' },
    { stage: 'Booking: Paid/Not Booked', reason: 'system: payment settled' },
  ])
})

test('a status by hand keeps its reason until the proofs have spoken of all it says', async () => {
  const { sdr } = clinic.people
  const id = await build.lead(clinic)
  const as = clinic.as(sdr)
  await as.patch(`/leads/${id}`, { status: 'Booking: Paid/Not Booked', statusReason: 'Paid at the desk' })
  const word = () =>
    clinic.sql(
      'select status, earned, reason, set_by_id as by, speaks_for as "speaksFor" from status_overrides where lead_id = $1 and ended_at is null',
      [id],
    )
  expect(await word()).toEqual([
    {
      status: 'Booking: Paid/Not Booked',
      earned: 'HHQ Started',
      reason: 'Paid at the desk',
      by: sdr.id,
      speaksFor: ['signed', 'begun', 'paid', 'live'],
    },
  ])
  const visit = await as.post('/appointments', { leadId: id, title: 'First visit', scheduledAt: '2031-03-04T10:00:00Z' })
  expect((await as.get(`/leads/${id}`)).body.status).toBe('Booking: Paid/Booked')
  await as.put(`/appointments/${visit.body.id}/cancellation`, {})
  expect((await as.get(`/leads/${id}`)).body.status).toBe('Booking: Paid/Not Booked')
  expect((await word())[0]).toMatchObject({ reason: 'Paid at the desk', speaksFor: ['signed', 'begun', 'paid'] })
})

test('a lead without any proof keeps the status it was given, and no word is written for it', async () => {
  const { sdr } = clinic.people
  const made = await clinic.as(sdr).post('/leads', { firstName: 'Ivo', lastName: 'Import', email: 'ivo@example.com', status: 'HHQ Signed' })
  expect(made.body.status).toBe('HHQ Signed')
  expect(await clinic.sql('select from status_overrides where lead_id = $1', [made.body.id])).toEqual([])
})

test('two leads that become one have the status that their proofs earn together, and get their own back when parted', async () => {
  const as = clinic.as(clinic.people.admin)
  const [kept, gone] = [await build.lead(clinic), await build.lead(clinic)]
  await clinic.sql(`insert into bookings (lead_id) values ($1)`, [kept])
  const visit = await as.post('/appointments', { leadId: gone, title: 'First visit', scheduledAt: '2031-03-05T10:00:00Z' })
  await as.patch(`/leads/${gone}`, { status: 'Booking: Paid/Booked', statusReason: 'Paid at the desk' })
  const merge = await as.post('/merges', { entityType: 'lead', keptId: kept, mergedId: gone, fields: { status: 'merged' } })
  expect(merge.status, merge.text).toBe(201)
  expect((await as.get(`/leads/${kept}`)).body.status).toBe('Booking: Paid/Booked')
  expect((await as.delete(`/merges/${merge.body.id}`)).status).toBeLessThan(300)
  expect([(await as.get(`/leads/${kept}`)).body.status, (await as.get(`/leads/${gone}`)).body.status]).toEqual([
    'Booking: Not Paid',
    'Booking: Paid/Booked',
  ])
  await as.put(`/appointments/${visit.body.id}/cancellation`, {})
  expect((await as.get(`/leads/${gone}`)).body.status).toBe('Booking: Paid/Not Booked')
})

test('a deleted lead comes back with the status and the word it had', async () => {
  const as = clinic.as(clinic.people.admin)
  const id = await build.lead(clinic)
  await as.post('/appointments', { leadId: id, title: 'First visit', scheduledAt: '2031-03-06T10:00:00Z' })
  await as.patch(`/leads/${id}`, { status: 'Booking: Paid/Booked', statusReason: 'Paid at the desk' })
  expect((await as.delete(`/leads/${id}`)).status).toBe(204)
  const [row] = await clinic.sql<{ id: string }>(`select id from deleted_records where entity_type = 'lead' and entity_id = $1`, [id])
  expect((await as.post(`/deleted-records/${row?.id}/restoration`)).status).toBe(200)
  expect((await as.get(`/leads/${id}`)).body.status).toBe('Booking: Paid/Booked')
  expect(await clinic.sql('select reason from status_overrides where lead_id = $1 and ended_at is null', [id])).toEqual([
    { reason: 'Paid at the desk' },
  ])
})
