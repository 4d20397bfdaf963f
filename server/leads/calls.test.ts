import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
    {
      action: 'called',
      details: {
        callId: call.body.id,
        outcome: 'Voicemail',
        durationSeconds: 42,
        fields: ['notes'],
        changes: { leadOutcome: [null, 'Voicemail'], lastContacted: [null, call.body.createdAt] },
      },
      userId: sdr.id,
    },
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

describe('a call logged by mistake', () => {
  const standing = ({ numberOfCalls, lastContacted, leadOutcome }: Record<string, unknown>) => ({
    numberOfCalls,
    lastContacted,
    leadOutcome,
  })
  const logged = async (id: number, outcome = 'Voicemail') =>
    Number((await clinic.as(clinic.people.sdr).post(`/leads/${id}/calls`, { outcome })).body.id)

  test('is taken back: count, last contact and outcome are as before, and the trail says so', async () => {
    const { sdr } = clinic.people
    const as = clinic.as(sdr)
    const id = await build.lead(clinic)
    await logged(id, 'No Answer')
    const before = standing((await as.get(`/leads/${id}`)).body)
    const call = await logged(id, 'Said Stop')
    expect((await as.delete(`/leads/${id}/calls/${call}`)).status).toBe(204)
    expect(standing((await as.get(`/leads/${id}`)).body)).toEqual(before)
    expect((await as.get<{ data: unknown[] }>(`/leads/${id}/calls`)).body.data).toHaveLength(1)
    expect((await trailOf(clinic, 'lead', id)).at(-1)).toMatchObject({
      action: 'call_taken_back',
      userId: sdr.id,
      details: { callId: call, outcome: 'Said Stop' },
    })
    expect((await as.delete(`/leads/${id}/calls/${call}`)).status).toBe(404)
  })

  test('goes once, however often it is taken back at once', async () => {
    const as = clinic.as(clinic.people.sdr)
    const id = await build.lead(clinic)
    await logged(id)
    const call = await logged(id)
    expect(statusesOf(await atOnce(5, () => as.delete(`/leads/${id}/calls/${call}`))).sort()).toEqual([204, 404, 404, 404, 404])
    expect((await as.get(`/leads/${id}`)).body.numberOfCalls).toBe(1)
  })

  test('leaves an outcome that was set by hand since', async () => {
    const as = clinic.as(clinic.people.sdr)
    const id = await build.lead(clinic)
    const call = await logged(id)
    await as.patch(`/leads/${id}`, { leadOutcome: 'Reached' })
    await as.delete(`/leads/${id}/calls/${call}`)
    expect(standing((await as.get(`/leads/${id}`)).body)).toEqual({ numberOfCalls: 0, lastContacted: null, leadOutcome: 'Reached' })
  })

  test('is not taken back by a colleague, but by an Admin', async () => {
    const { otherSdr, coach, admin } = clinic.people
    const id = await build.lead(clinic)
    const call = await logged(id)
    const path = `/leads/${id}/calls/${call}`
    const tried: number[] = []
    for (const person of [otherSdr, coach, admin]) tried.push((await clinic.as(person).delete(path)).status)
    expect(tried).toEqual([403, 403, 204])
  })

  test('stays once ten minutes have passed, another was logged, or the lead is another', async () => {
    const as = clinic.as(clinic.people.sdr)
    const id = await build.lead(clinic)
    const first = await logged(id)
    const second = await logged(id)
    expect((await as.delete(`/leads/${id}/calls/${first}`)).status).toBe(409)
    expect((await as.delete(`/leads/${await build.lead(clinic)}/calls/${second}`)).status).toBe(404)
    await clinic.sql("update calls set created_at = created_at - interval '11 minutes' where id = $1", [second])
    expect((await as.delete(`/leads/${id}/calls/${second}`)).status).toBe(409)
    expect((await as.get(`/leads/${id}`)).body.numberOfCalls).toBe(2)
    expect((await as.delete(`/leads/${id}/calls/x`)).status).toBe(400)
  })
})
