import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { signer } from '../test/status-replay.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
  await clinic.sql(signer)
})
afterAll(() => clinic.close())

test('the way tells each step by its proof, and what stands on somebody’s word', async () => {
  const { sdr, coach } = clinic.people
  const id = await build.lead(clinic)
  const as = clinic.as(sdr)
  expect((await as.get(`/leads/${id}/way`)).body).toMatchObject({
    leadId: id,
    status: 'HHQ Started',
    word: null,
    questionnaire: { state: 'none' },
    signature: { state: 'none' },
    payment: { state: 'none' },
    booking: { state: 'none' },
  })
  await clinic.sql('select test_sign($1)', [id])
  await clinic.sql('insert into bookings (lead_id) values ($1)', [id])
  expect((await as.get(`/leads/${id}/way`)).body).toMatchObject({
    status: 'Booking: Not Paid',
    earned: 'Booking: Not Paid',
    questionnaire: { state: 'complete' },
    signature: { state: 'valid', signerName: 'Ana Ruiz', method: 'typed' },
    booking: { state: 'begun' },
  })
  await as.patch(`/leads/${id}`, { status: 'Booking: Paid/Not Booked', statusReason: 'Paid at the desk' })
  const visit = { leadId: id, title: 'First visit', scheduledAt: '2031-04-01T10:00:00Z', userId: coach.id }
  const { body: booked } = await as.post('/appointments', visit)
  expect((await as.get(`/leads/${id}/way`)).body).toMatchObject({
    status: 'Booking: Paid/Booked',
    earned: 'Booking: Not Paid',
    word: { status: 'Booking: Paid/Not Booked', reason: 'Paid at the desk', setById: sdr.id, speaksFor: ['signed', 'begun', 'paid'] },
    booking: { state: 'booked', appointmentId: booked.id, userId: coach.id, at: '2031-04-01T10:00:00.000Z' },
  })
})

test('the way of a lead that one may not know of, or that is not there, is a 404', async () => {
  const { otherSdr, admin } = clinic.people
  const id = await build.lead(clinic, { owner_id: admin.id })
  await build.restrict(clinic, 'lead', id)
  expect((await clinic.as(otherSdr).get(`/leads/${id}/way`)).status).toBe(404)
  expect((await clinic.as(admin).get(`/leads/${id}/way`)).status).toBe(200)
  expect((await clinic.as(admin).get('/leads/999999/way')).status).toBe(404)
  expect((await clinic.as(undefined).get(`/leads/${id}/way`)).status).toBe(401)
})

test('a card says who set a status past its proofs and why, until the status is what they say', async () => {
  const { sdr } = clinic.people
  const as = clinic.as(sdr)
  const id = await build.lead(clinic)
  const word = async () => (await as.get<{ data: { byHand: unknown }[] }>(`/leads/board?id=${id}`)).body.data.map(({ byHand }) => byHand)
  expect(await word()).toEqual([null])
  await as.patch(`/leads/${id}`, { status: 'HHQ Signed', statusReason: 'Signed on paper' })
  expect(await word()).toEqual([{ reason: 'Signed on paper', setById: sdr.id }])
  await as.patch(`/leads/${id}`, { status: 'Booking: Not Paid' })
  expect(await word()).toEqual([{ reason: null, setById: sdr.id }])
  await as.patch(`/leads/${id}`, { status: 'HHQ Started' })
  expect(await word()).toEqual([null])
})
