import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { atOnce, statusesOf } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

const keyed = (key: string) => ({ headers: { 'idempotency-key': key } })
const rows = async (title: string) => (await clinic.sql('select id from tasks where title = $1', [title])).length

test('fifty equal requests at once make one row and get one answer', async () => {
  const as = clinic.as(clinic.people.sdr)
  const answers = await atOnce(50, () => as.post('/tasks', { title: 'Once' }, keyed('fifty')))
  expect(statusesOf(answers)).toEqual(Array(50).fill(201))
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1)
  expect(await rows('Once')).toBe(1)
})

test('the same key with another body or path is a 409', async () => {
  const as = clinic.as(clinic.people.sdr)
  expect((await as.post('/tasks', { title: 'First' }, keyed('body'))).status).toBe(201)
  const other = await as.post('/tasks', { title: 'Second' }, keyed('body'))
  expect([other.status, other.body.type]).toEqual([409, 'urn:healthcrm:problem:idempotency_key_reused'])
  expect((await as.post('/leads', { title: 'First' }, keyed('body'))).status).toBe(400)
  expect((await as.post('/leads', { firstName: 'A', lastName: 'B', email: 'a@example.com' }, keyed('body'))).status).toBe(409)
  expect(await rows('Second')).toBe(0)
})

test("another user's key is another key", async () => {
  const { sdr, otherSdr } = clinic.people
  const first = await clinic.as(sdr).post('/tasks', { title: 'Mine' }, keyed('shared'))
  const second = await clinic.as(otherSdr).post('/tasks', { title: 'Mine' }, keyed('shared'))
  expect(second.status).toBe(201)
  expect(second.body.id).not.toBe(first.body.id)
  expect(second.body.createdById).toBe(otherSdr.id)
})

test('a refused request leaves its key free', async () => {
  const as = clinic.as(clinic.people.sdr)
  expect((await as.post('/tasks', { title: 'Later', leadId: 999_999 }, keyed('free'))).status).toBe(400)
  expect((await as.post('/tasks', { title: 'Later' }, keyed('free'))).status).toBe(201)
})

test('a key is 1 to 200 characters long', async () => {
  const as = clinic.as(clinic.people.sdr)
  expect((await as.post('/tasks', { title: 'x' }, keyed('k'.repeat(201)))).status).toBe(400)
  expect((await as.post('/tasks', { title: 'x' }, keyed('k'.repeat(200)))).status).toBe(201)
})
