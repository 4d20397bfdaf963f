import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Answer, Person } from '../test/app.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { signedInPatient } from '../test/patient.ts'
import { testClock } from '../test/visitor.ts'

const clock = testClock()
const limited = { now: clock.now, env: { REQUESTS_PER_MINUTE: '60' } }
let one: TestApp
let other: TestApp
beforeAll(async () => {
  one = await testApp(limited)
  other = await testApp({ ...limited, onto: { ownerUrl: one.database.ownerUrl, dataDir: inject('clusterDataDir') } })
})
afterAll(async () => {
  await other.close()
  await one.close()
})

/** As many requests at once, dealt out over the instances. */
const ask = (person: Person, times: number, instances = [one, other]) =>
  Promise.all(Array.from({ length: times }, (_, turn) => (instances[turn % instances.length] ?? one).as(person).get('/leads')))
const withStatus = (answers: Answer[], status: number) => answers.filter((answer) => answer.status === status)
const nextMinute = () => clock.pass({ minutes: 1 })

test('no more requests of one caller pass in a minute than the operator allows, whichever instance they reach', async () => {
  nextMinute()
  const answers = await ask(one.people.sdr, 140)
  expect(withStatus(answers, 200)).toHaveLength(60)
  expect(withStatus(answers, 429)).toHaveLength(80)
})

test('what is refused says when to go on, and then it passes', async () => {
  nextMinute()
  const { otherSdr } = one.people
  const refused = withStatus(await ask(otherSdr, 61, [one]), 429)[0]
  expect(refused?.body).toMatchObject({
    status: 429,
    detail: expect.stringMatching(/^Too many requests in this minute. Go on in \d+ seconds\.$/),
  })
  const seconds = Number(refused?.headers['retry-after'])
  expect(seconds).toBeGreaterThan(0)
  expect(seconds).toBeLessThanOrEqual(60)
  clock.pass({ minutes: seconds / 60 })
  expect((await one.as(otherSdr).get('/leads')).status).toBe(200)
})

test('one caller’s limit is nobody else’s, and patients have their own', async () => {
  nextMinute()
  expect(withStatus(await ask(one.people.coach, 61, [one]), 429)).toHaveLength(1)
  expect((await one.as(one.people.admin).get('/leads')).status).toBe(200)
  const patient = await signedInPatient(one)
  const answers = await Promise.all(Array.from({ length: 70 }, () => patient.at.ask('GET', '/portal/me')))
  expect(withStatus(answers, 429).length).toBeGreaterThanOrEqual(10)
  expect(withStatus(answers, 200).length).toBeGreaterThan(40)
})

test('an instance whose clock is behind gives no minute anew', async () => {
  nextMinute()
  const { otherCoach } = one.people
  await ask(otherCoach, 60, [one])
  const behind = new Date(clock.now().getTime() - 60_000)
  const late = await testApp({
    ...limited,
    now: () => behind,
    onto: { ownerUrl: one.database.ownerUrl, dataDir: inject('clusterDataDir') },
  })
  expect((await late.as(otherCoach).get('/leads')).status).toBe(429)
  await late.close()
})

test('without that setting nobody is counted', async () => {
  const free = await testApp({ onto: { ownerUrl: one.database.ownerUrl, dataDir: inject('clusterDataDir') } })
  const before = await one.sql('select * from request_allowances order by caller')
  expect(withStatus(await ask(one.people.sdr, 200, [free]), 200)).toHaveLength(200)
  expect(await one.sql('select * from request_allowances order by caller')).toEqual(before)
  await free.close()
})
