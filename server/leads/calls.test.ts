import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { atOnce, badFields, statusesOf, trailOf } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

test('a call raises the count, sets last contact and outcome, and its notes stay out of the trail', async () => {
  const { sdr } = clinic.people
  const as = clinic.as(sdr)
  const id = await build.lead(clinic)
  const call = await as.post(`/leads/${id}/calls`, { outcome: 'Voicemail', durationSeconds: 42, notes: 'Canary' })
  expect(call.status).toBe(201)
  expect(call.body).toMatchObject({ leadId: id, userId: sdr.id, outcome: 'Voicemail', durationSeconds: 42, notes: 'Canary' })
  const { body: lead } = await as.get(`/leads/${id}`)
  expect(lead).toMatchObject({ numberOfCalls: 1, leadOutcome: 'Voicemail' })
  expect(Date.parse(String(lead.lastContacted))).toBeGreaterThan(Date.now() - 60_000)
  expect(await trailOf(clinic, 'lead', id)).toEqual([
    { action: 'called', details: { callId: call.body.id, outcome: 'Voicemail', durationSeconds: 42, fields: ['notes'] }, userId: sdr.id },
  ])
  expect((await as.get(`/leads/${id}/calls`)).body.data).toEqual([call.body])
})

test('calls logged at once are all counted', async () => {
  const as = clinic.as(clinic.people.sdr)
  const id = await build.lead(clinic)
  expect(statusesOf(await atOnce(10, () => as.post(`/leads/${id}/calls`, { outcome: 'No Answer' })))).toEqual(Array(10).fill(201))
  expect((await as.get(`/leads/${id}`)).body.numberOfCalls).toBe(10)
})

test('bad fields are named', async () => {
  const id = await build.lead(clinic)
  const answer = await clinic.as(clinic.people.sdr).post(`/leads/${id}/calls`, { durationSeconds: -1, mood: 'good' })
  expect([answer.status, badFields(answer)]).toEqual([400, ['durationSeconds', 'mood', 'outcome']])
})
