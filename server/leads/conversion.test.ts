import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { actionsOf, atOnce, badFields, statusesOf, trailOf } from '../test/trail.ts'
import { convertReadyLeads } from './conversion.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

const ready = (more: Record<string, unknown> = {}) => build.lead(clinic, { status: 'Booking: Paid/Booked', ...more })

test('a lead becomes a contact in stage Intake, with its coach, its tasks and its appointments', async () => {
  const { sdr, coach } = clinic.people
  const id = await ready({ first_name: 'Nia', phone: '+15550100', health_coach_booked_with: coach.id })
  const taskId = await build.task(clinic, { lead_id: id })
  const visit = await build.appointment(clinic, { lead_id: id })
  const made = await clinic.as(sdr).post(`/leads/${id}/conversion`)
  expect(made.status).toBe(201)
  expect(made.headers.location).toBe(`/api/v1/contacts/${made.body.id}`)
  expect(made.body).toMatchObject({ firstName: 'Nia', phone: '+15550100', stage: 'Intake', healthCoachId: coach.id, leadId: id })
  const as = clinic.as(sdr)
  expect((await as.get(`/tasks/${taskId}`)).body).toMatchObject({ leadId: id, contactId: made.body.id })
  expect((await as.get(`/appointments/${visit}`)).body).toMatchObject({ leadId: id, contactId: made.body.id })
  expect(await trailOf(clinic, 'lead', id)).toEqual([{ action: 'converted', details: { contactId: made.body.id }, userId: sdr.id }])
  expect(await trailOf(clinic, 'contact', made.body.id)).toEqual([
    { action: 'created', details: { source: 'conversion', leadId: id }, userId: sdr.id },
  ])
})

test('a second conversion answers the same contact with 200 and writes nothing', async () => {
  const id = await ready()
  const as = clinic.as(clinic.people.sdr)
  const first = await as.post(`/leads/${id}/conversion`, {})
  const second = await as.post(`/leads/${id}/conversion`, { healthCoachId: clinic.people.otherCoach.id })
  expect([second.status, second.body]).toEqual([200, first.body])
  expect(await actionsOf(clinic, 'lead', id)).toEqual(['converted'])
})

test('fifty conversions at once make one contact', async () => {
  const id = await ready()
  const { sdr, admin } = clinic.people
  const answers = await atOnce(50, (index) => clinic.as(index % 2 ? sdr : admin).post(`/leads/${id}/conversion`, {}))
  expect(statusesOf(answers)).toEqual([...Array(49).fill(200), 201])
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  const [{ contacts } = {}] = await clinic.sql('select count(*)::int as contacts from contacts where lead_id = $1', [id])
  expect(contacts).toBe(1)
})

test('a lead that is not paid and booked is a 409, unless an Admin gives a reason', async () => {
  const { sdr, admin } = clinic.people
  const id = await build.lead(clinic)
  for (const refused of [
    await clinic.as(sdr).post(`/leads/${id}/conversion`, { reason: 'Please' }),
    await clinic.as(admin).post(`/leads/${id}/conversion`, {}),
  ]) {
    expect([refused.status, refused.body.type]).toEqual([409, 'urn:healthcrm:problem:not_ready'])
  }
  const made = await clinic.as(admin).post(`/leads/${id}/conversion`, { reason: 'Paid in cash' })
  expect(made.status).toBe(201)
  expect((await trailOf(clinic, 'lead', id))[0]?.details).toEqual({ contactId: made.body.id, reason: 'Paid in cash' })
})

test('patients are given to active coaches and Admins alone', async () => {
  const id = await ready()
  const answer = await clinic.as(clinic.people.admin).post(`/leads/${id}/conversion`, { healthCoachId: clinic.people.sdr.id })
  expect([answer.status, badFields(answer)]).toEqual([400, ['healthCoachId']])
})

test('a coach converts the leads they own alone', async () => {
  const { coach } = clinic.people
  expect((await clinic.as(coach).post(`/leads/${await ready()}/conversion`, {})).status).toBe(403)
  expect((await clinic.as(coach).post(`/leads/${await ready({ owner_id: coach.id })}/conversion`, {})).status).toBe(201)
})

test('a converted lead cannot be deleted', async () => {
  const id = await ready()
  const as = clinic.as(clinic.people.sdr)
  await as.post(`/leads/${id}/conversion`, {})
  const refused = await as.delete(`/leads/${id}`)
  expect([refused.status, refused.body.type]).toEqual([409, 'urn:healthcrm:problem:converted'])
})

test('the contact of a restricted lead is restricted with it', async () => {
  const { sdr, otherSdr, coach, otherCoach, admin } = clinic.people
  const id = await ready({ owner_id: sdr.id, health_coach_booked_with: coach.id })
  await build.restrict(clinic, 'lead', id)
  expect((await clinic.as(otherSdr).post(`/leads/${id}/conversion`, {})).status).toBe(404)
  const made = await clinic.as(sdr).post(`/leads/${id}/conversion`, {})
  expect(made.status).toBe(201)
  const seen = await Promise.all([otherCoach, otherSdr, coach, admin].map((person) => clinic.as(person).get(`/contacts/${made.body.id}`)))
  expect(seen.map(({ status }) => status)).toEqual([404, 404, 200, 200])
})

test('without a coach named or booked with, the coach of the visit takes the patient', async () => {
  const { admin, coach, sdr } = clinic.people
  const visited = await build.lead(clinic, { status: 'Booking: Paid/Booked' })
  await build.appointment(clinic, { lead_id: visited, user_id: coach.id, scheduled_at: '2031-03-03 15:00:00' })
  expect((await clinic.as(admin).post(`/leads/${visited}/conversion`, {})).body).toMatchObject({ healthCoachId: coach.id })
  const withSeller = await build.lead(clinic, { status: 'Booking: Paid/Booked' })
  await build.appointment(clinic, { lead_id: withSeller, user_id: sdr.id, scheduled_at: '2031-03-04 15:00:00' })
  expect((await clinic.as(admin).post(`/leads/${withSeller}/conversion`, {})).body).toMatchObject({ healthCoachId: null })
})

test('where the clinic wants it so, what is proven paid and booked converts by itself, once; what was set by hand waits', async () => {
  const { admin, coach, sdr } = clinic.people
  const [proven, byHand] = [await build.lead(clinic), await ready()]
  await clinic.sql(
    `insert into payments (lead_id, entry, cents, currency, price_cents, method) values ($1, 'payment', 19900, 'usd', 19900, 'cash')`,
    [proven],
  )
  await build.appointment(clinic, { lead_id: proven, user_id: coach.id, scheduled_at: '2031-05-02 15:00' })
  const contactsOf = (id: number) => clinic.sql('select health_coach_id as coach, stage from contacts where lead_id = $1', [id])
  expect(await convertReadyLeads(clinic.database)).toBe(0)
  expect((await clinic.as(sdr).patch('/settings/clinic', { convertsByItself: true })).status).toBe(403)
  expect((await clinic.as(admin).patch('/settings/clinic', { convertsByItself: true })).body.convertsByItself).toBe(true)
  await Promise.all([
    ...Array.from({ length: 5 }, () => convertReadyLeads(clinic.database)),
    ...Array.from({ length: 10 }, () => clinic.as(sdr).post(`/leads/${proven}/conversion`, {})),
  ])
  expect(await contactsOf(proven)).toEqual([{ coach: coach.id, stage: 'Intake' }])
  expect((await actionsOf(clinic, 'lead', proven)).filter((action) => action === 'converted')).toHaveLength(1)
  expect(await contactsOf(byHand)).toEqual([])
  await clinic.as(admin).patch('/settings/clinic', { convertsByItself: false })
})
