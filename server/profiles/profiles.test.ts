import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { badFields, trailOf } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

const nothing = { state: null, timeZone: null, language: null, updatedAt: null }

test('a person of whom nothing is known has an empty profile; what is saved is read again and logged by name alone', async () => {
  const id = await build.lead(clinic)
  const as = clinic.as(clinic.people.sdr)
  expect((await as.get(`/leads/${id}/profile`)).body).toEqual(nothing)
  const saved = await as.patch(`/leads/${id}/profile`, { timeZone: 'America/Denver', language: 'es' })
  expect(saved.body).toMatchObject({ state: null, timeZone: 'America/Denver', language: 'es' })
  expect((await as.get(`/leads/${id}/profile`)).body).toEqual(saved.body)
  expect(await trailOf(clinic, 'lead', id)).toEqual([
    { action: 'updated', details: { fields: ['timeZone', 'language'] }, userId: clinic.people.sdr.id },
  ])
  await as.patch(`/leads/${id}/profile`, { language: 'es' })
  expect(await trailOf(clinic, 'lead', id)).toHaveLength(1)
})

test('a state in one zone says the zone; where clocks differ, or one is known, nobody guesses', async () => {
  const id = await build.contact(clinic)
  const as = clinic.as(clinic.people.coach)
  expect((await as.patch(`/contacts/${id}/profile`, { state: 'tx' })).body).toMatchObject({ state: 'TX', timeZone: null })
  expect((await as.patch(`/contacts/${id}/profile`, { state: 'CA' })).body).toMatchObject({ timeZone: 'America/Los_Angeles' })
  expect((await as.patch(`/contacts/${id}/profile`, { state: 'NY' })).body).toMatchObject({ timeZone: 'America/Los_Angeles' })
  expect((await as.patch(`/contacts/${id}/profile`, { state: 'NY', timeZone: null })).body).toMatchObject({ timeZone: null })
})

test('what is no state, zone or language is named', async () => {
  const id = await build.lead(clinic)
  const as = clinic.as(clinic.people.sdr)
  const refused = await as.patch(`/leads/${id}/profile`, { state: 'Cal', timeZone: '+02:00', language: 'fr' })
  expect([refused.status, badFields(refused)]).toEqual([400, ['language', 'state', 'timeZone']])
  for (const timeZone of ['Mars/Olympus', 'America/', '', 'UTC+2'])
    expect((await as.patch(`/leads/${id}/profile`, { timeZone })).status, timeZone).toBe(400)
})

test('who may not change the person may not change the profile, in the API and in the database', async () => {
  const { sdr, coach } = clinic.people
  const lead = await build.lead(clinic, { owner_id: sdr.id })
  const contact = await build.contact(clinic)
  expect((await clinic.as(coach).get(`/leads/${lead}/profile`)).status).toBe(200)
  expect((await clinic.as(coach).patch(`/leads/${lead}/profile`, { state: 'CA' })).status).toBe(403)
  expect((await clinic.as(sdr).patch(`/contacts/${contact}/profile`, { state: 'CA' })).status).toBe(403)
})

test('the profile of a restricted or missing person is 404', async () => {
  const id = await build.lead(clinic)
  await clinic.as(clinic.people.admin).patch(`/leads/${id}/profile`, { state: 'CA' })
  await build.restrict(clinic, 'lead', id)
  const as = clinic.as(clinic.people.sdr)
  for (const path of [`/leads/${id}/profile`, '/leads/2147483000/profile', '/contacts/2147483000/profile'])
    expect((await as.get(path)).status, path).toBe(404)
  expect((await as.patch(`/leads/${id}/profile`, { state: 'NY' })).status).toBe(404)
  expect((await clinic.as(clinic.people.admin).get(`/leads/${id}/profile`)).body).toMatchObject({ state: 'CA' })
})

test('a lead that becomes a patient keeps clock and language', async () => {
  const { admin } = clinic.people
  const id = await build.lead(clinic, { status: 'Booking: Paid/Booked' })
  await clinic.as(admin).patch(`/leads/${id}/profile`, { state: 'IL', language: 'es' })
  const { body } = await clinic.as(admin).post(`/leads/${id}/conversion`, {})
  expect((await clinic.as(admin).get(`/contacts/${body.id}/profile`)).body).toMatchObject({
    state: 'IL',
    timeZone: 'America/Chicago',
    language: 'es',
  })
})
