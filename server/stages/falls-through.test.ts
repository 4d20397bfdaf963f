import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'

interface Counts {
  leads: { total: number; mine: number; unassigned: number }
  contacts: { total: number; mine: number; unassigned: number }
}

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
  await clinic.sql(
    `insert into value_list_entries (list, value, position, closes) values ('lead_outcome', 'Said Stop', 99, true) on conflict (list, value) do update set closes = true`,
  )
})
afterAll(() => clinic.close())

const longAgo = new Date(Date.now() - 400 * 86_400_000)
const idsOf = (answer: { body: { data: { id: number }[] } }) => answer.body.data.map(({ id }) => id).sort((a, b) => a - b)

test('who falls through: an overdue lead or patient without an open task and without a coming visit, and nobody else', async () => {
  const { sdr, coach } = clinic.people
  const late = { created_at: longAgo, owner_id: sdr.id }
  const lost = await build.lead(clinic, late)
  await build.lead(clinic, { owner_id: sdr.id })
  await build.task(clinic, { lead_id: await build.lead(clinic, late) })
  await build.appointment(clinic, { lead_id: await build.lead(clinic, late) })
  await build.lead(clinic, { ...late, lead_outcome: 'Said Stop' })
  const doneOnly = await build.lead(clinic, { ...late, owner_id: null })
  await build.task(clinic, { lead_id: doneOnly, status: 'Completed' })
  await build.appointment(clinic, { lead_id: doneOnly, status: 'Cancelled' })
  await build.appointment(clinic, { lead_id: doneOnly, scheduled_at: '2020-01-01' })
  const converted = await build.lead(clinic, { ...late, status: 'Booking: Paid/Booked' })
  await clinic.as(sdr).post(`/leads/${converted}/conversion`, {})
  const patient = await build.contact(clinic, { created_at: longAgo, health_coach_id: coach.id })
  const cared = await build.contact(clinic, { created_at: longAgo })
  await build.task(clinic, { contact_id: cared })
  const as = clinic.as(sdr)
  expect(idsOf(await as.get<{ data: { id: number }[] }>('/leads?fallsThrough=true'))).toEqual([lost, doneOnly])
  expect(idsOf(await as.get<{ data: { id: number }[] }>('/contacts?fallsThrough=true'))).toEqual([patient])
  expect((await as.get('/contacts/board?fallsThrough=false&count=exact')).body.total).toBe(2)
  expect((await as.get('/leads/facets?fallsThrough=true')).body.total).toBe(2)
  const counts = { leads: { total: 2, mine: 1, unassigned: 1 }, contacts: { total: 1, mine: 0, unassigned: 0 } }
  expect((await as.get<Counts>('/no-next-step')).body).toEqual(counts)
  expect((await clinic.as(coach).get<Counts>('/no-next-step')).body.contacts.mine).toBe(1)
  await as.post('/tasks', { title: 'Call', leadId: lost })
  expect((await as.get<Counts>('/no-next-step')).body.leads).toEqual({ total: 1, mine: 0, unassigned: 1 })
})

test('a stage without a target has no running clock: with nothing planned its records fall through', async () => {
  const { admin, sdr } = clinic.people
  const id = await build.contact(clinic, { stage: 'Third Medication Refill' })
  const found = async () => idsOf(await clinic.as(sdr).get<{ data: { id: number }[] }>(`/contacts?fallsThrough=true&id=${id}`))
  expect(await found()).toEqual([])
  await clinic.as(admin).patch('/stage-definitions/contact/Third%20Medication%20Refill', { targetHours: null })
  expect(await found()).toEqual([id])
})

test('a restricted record is counted for its own and for Admins alone', async () => {
  const { sdr, otherSdr, admin } = clinic.people
  const total = async (who: typeof sdr) => (await clinic.as(who).get<Counts>('/no-next-step')).body.leads.total
  const before = [await total(sdr), await total(otherSdr), await total(admin)]
  const id = await build.lead(clinic, { created_at: longAgo, owner_id: sdr.id })
  await build.restrict(clinic, 'lead', id)
  expect([await total(sdr), await total(otherSdr), await total(admin)]).toEqual([Number(before[0]) + 1, before[1], Number(before[2]) + 1])
})
