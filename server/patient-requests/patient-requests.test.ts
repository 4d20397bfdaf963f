import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { signedInPatient } from '../test/patient.ts'
import { badFields, trailOf } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

interface Asked {
  id: number
  state: string
}

test('a patient asks, Admins are told, one answers, once, and the patient reads the answer', async () => {
  const { admin } = clinic.people
  const { leadId, at } = await signedInPatient(clinic, { first_name: 'Nora', last_name: 'Vega' })
  const asked = await at.ask<Asked>('POST', '/portal/requests', { kind: 'correction', body: 'My canary height is wrong' })
  expect([asked.status, asked.body.state]).toEqual([201, 'open'])
  const told = await clinic.as(admin).get<{ data: { kind: string }[] }>('/notifications')
  expect(told.body.data.map(({ kind }) => kind)).toEqual(['asked'])
  const { body: list } = await clinic.as(admin).get<{ data: unknown[] }>('/patient-requests?state=open')
  expect(list.data).toMatchObject([{ id: asked.body.id, leadId, firstName: 'Nora', kind: 'correction' }])
  const decide = () => clinic.as(admin).put(`/patient-requests/${asked.body.id}/decision`, { state: 'done', answer: 'Corrected.' })
  const answers = await Promise.all([decide(), decide()])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const own = await at.ask<{ data: unknown[] }>('GET', '/portal/requests')
  expect(own.body.data).toMatchObject([{ state: 'done', answer: 'Corrected.' }])
  const trail = await trailOf(clinic, 'lead', leadId)
  expect(trail.map(({ action }) => action)).toEqual(['data_request_made', 'data_request_answered'])
  expect(JSON.stringify(trail)).not.toContain('canary')
})

test('the queue says what was corrected since somebody asked, and what an answer to an erasure speaks of', async () => {
  const admin = clinic.as(clinic.people.admin)
  const { leadId, at } = await signedInPatient(clinic, { first_name: 'Jon' })
  await admin.patch(`/leads/${leadId}`, { phone: '+13035550101' })
  const { body } = await at.ask<Asked>('POST', '/portal/requests', { kind: 'correction', body: 'I am called John' })
  await admin.post(`/leads/${leadId}/payments`, { cents: 100, method: 'cash' })
  const found = async () => (await admin.get<{ corrected: string[]; held: object }>(`/patient-requests/${body.id}`)).body
  expect(await found()).toMatchObject({ corrected: [], held: { signatures: 0, payments: 1, visits: 0, messages: 0, files: 0 } })
  await admin.patch(`/leads/${leadId}`, { firstName: 'John' })
  expect((await found()).corrected).toEqual(['firstName'])
  const decided = await admin.put(`/patient-requests/${body.id}/decision`, { state: 'done', answer: 'Corrected: first name.' })
  expect(decided.body.corrected).toEqual(['firstName'])
  await admin.patch(`/leads/${leadId}`, { lastName: 'Later' })
  expect((await found()).corrected).toEqual(['firstName'])
})

test('a patient sees their own requests alone, and no more than ten wait at a time', async () => {
  const one = await signedInPatient(clinic)
  const other = await signedInPatient(clinic)
  for (let asked = 0; asked < 10; asked++) await one.at.ask('POST', '/portal/requests', { kind: 'erasure', body: 'please' })
  expect((await one.at.ask('POST', '/portal/requests', { kind: 'erasure', body: 'please' })).status).toBe(409)
  expect((await other.at.ask<{ data: unknown[] }>('GET', '/portal/requests')).body.data).toEqual([])
})

test('bad input is named, a missing request is 404, and the queue is the Admins’', async () => {
  const { sdr, coach, admin } = clinic.people
  const { at } = await signedInPatient(clinic)
  expect(badFields(await at.ask('POST', '/portal/requests', { kind: 'gossip', body: '' }))).toEqual(['body', 'kind'])
  expect(badFields(await at.ask('POST', '/portal/requests', { kind: 'erasure', body: '   ' }))).toEqual(['body'])
  for (const person of [sdr, coach]) expect((await clinic.as(person).get('/patient-requests')).status).toBe(403)
  const decision = { state: 'declined', answer: 'The law asks us to keep it.' }
  expect((await clinic.as(admin).put('/patient-requests/2147483000/decision', decision)).status).toBe(404)
  expect(badFields(await clinic.as(admin).put('/patient-requests/1/decision', { state: 'open', answer: '' }))).toEqual(['answer', 'state'])
})

test('the queue is walked with a cursor: open ones first, whoever waits longest at the top, then the newest of those decided', async () => {
  const { admin } = clinic.people
  const { at } = await signedInPatient(clinic)
  const made: number[] = []
  for (const body of ['a', 'b', 'c']) made.push((await at.ask<Asked>('POST', '/portal/requests', { kind: 'correction', body })).body.id)
  await clinic.as(admin).put(`/patient-requests/${made[2]}/decision`, { state: 'declined', answer: 'no' })
  const seen: Asked[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: { body: { data: Asked[]; nextCursor: string | null } } = await clinic
      .as(admin)
      .get(`/patient-requests?limit=1${cursor && `&cursor=${cursor}`}`)
    seen.push(...page.body.data)
    cursor = page.body.nextCursor
  }
  expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
  const ids = (isOpen: boolean) => seen.flatMap(({ id, state }) => ((state === 'open') === isOpen ? [id] : []))
  expect(seen.map(({ id }) => id)).toEqual([...ids(true), ...ids(false)])
  expect(ids(true)).toEqual(ids(true).toSorted((one, other) => one - other))
  expect(ids(false)).toEqual(ids(false).toSorted((one, other) => other - one))
  expect(seen.map(({ id }) => id)).toEqual(expect.arrayContaining(made))
})
