/** A database that is slow, silent or full (I6); when it is away altogether stands in operation.test.ts. */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { askWhetherItLives, cutWhenSilent } from '../db/silence.ts'
import { type Answer, type TestApp, testApp } from '../test/app.ts'
import { tell } from '../test/counts.ts'
import { makeDatabase, type OwnDatabase } from '../test/databases.ts'
import { type LazyLine, openLazyLine } from '../test/lazy-line.ts'

let own: OwnDatabase
let line: LazyLine
let clinic: TestApp
beforeAll(async () => {
  own = await makeDatabase()
  line = await openLazyLine(inject('clusterUrl'))
  clinic = await testApp({
    onto: { ownerUrl: line.urlFor(own.url), dataDir: inject('clusterDataDir') },
    poolSize: 4,
    log: pino({ level: 'silent' }),
  })
})
afterAll(async () => {
  await clinic.close()
  line.close()
  await own.drop()
})
afterEach(() => line.delay(0))

const acknowledged: string[] = []
let written = 0
/** Adds a lead; one that is acknowledged has to be there at the end. */
async function write(): Promise<Answer & { ms: number }> {
  const email = `ann${++written}@example.com`
  const began = performance.now()
  const answer = await clinic.as(clinic.people.sdr).post('/leads', { firstName: 'Ann', lastName: 'Lee', email })
  if (answer.status === 201) acknowledged.push(email)
  return { ...answer, ms: performance.now() - began }
}
const status = async (url: string) => (await clinic.app.inject({ url })).statusCode
const wellWithin = (ms: number) => expect.poll(async () => (await write()).status, { timeout: ms }).toBe(201)

test('a line with two seconds’ delay is slow and tells the truth; who needs a new connection is told within seconds', async () => {
  expect((await write()).status).toBe(201)
  line.delay(2_000)
  const answers = await Promise.all(Array.from({ length: 12 }, write))
  for (const answer of answers) {
    expect([201, 503]).toContain(answer.status)
    if (answer.status === 503) expect(answer.headers['retry-after']).toBe('2')
  }
  expect(await status('/healthz')).toBe(200)
  expect(await status('/readyz')).toBe(503)
  line.delay(0)
  await wellWithin(5_000)
}, 120_000)

test('a database that holds the line and says nothing is given up: 503, live, not ready, and well again at once', async () => {
  line.delay(Number.POSITIVE_INFINITY)
  const first = await Promise.all([write(), write()])
  expect(first.map(({ status }) => status)).toEqual([503, 503])
  const later = await Promise.all([write(), write(), write()])
  expect(later.map(({ status }) => status)).toEqual([503, 503, 503])
  expect(first[0].headers['retry-after']).toBe('2')
  expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 503])
  tell(
    `I6: a silent database is given up after ${(Math.max(...first.map(({ ms }) => ms)) / 1000).toFixed(1)} s, afterwards after ${(Math.max(...later.map(({ ms }) => ms)) / 1000).toFixed(1)} s`,
  )
  line.delay(0)
  await wellWithin(5_000)
}, 120_000)

test('a process that was busy itself blames nobody: what it lent is not cut', async () => {
  const pool = new pg.Pool({ connectionString: own.url, max: 1 })
  let asked = 0
  cutWhenSilent(pool, (signal) => {
    asked += 1
    const answer = askWhetherItLives(own.url, signal)
    const until = performance.now() + 6_000
    while (performance.now() < until);
    return answer
  })
  const { rows } = await pool.query("select pg_sleep(4), 'still here' as said")
  expect([rows[0]?.said, asked]).toEqual(['still here', 1])
  await pool.end()
}, 60_000)

test('when PostgreSQL takes no more connections, those who wait are refused, and it goes on once there is room', async () => {
  const taken: pg.Client[] = []
  const take = async () => {
    const client = new pg.Client({ connectionString: own.url })
    client.on('error', () => undefined)
    await client.connect()
    taken.push(client)
  }
  // A new pool would hold its connections: these are ended first.
  await own.sql(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'healthcrm' and datname = current_database()",
  )
  await expect(
    (async () => {
      for (;;) await take()
    })(),
  ).rejects.toThrow(/too many clients|remaining connection slots/)
  const answers = await Promise.all(Array.from({ length: 8 }, write))
  for (const answer of answers) {
    expect([201, 503]).toContain(answer.status)
    expect(answer.ms).toBeLessThan(10_000)
  }
  expect(answers.some((answer) => answer.status === 503)).toBe(true)
  await Promise.all(taken.map((client) => client.end()))
  await wellWithin(5_000)
}, 120_000)

test('nothing that was acknowledged is lost, and every lead has its entry', async () => {
  await sleep(1_000)
  const kept = await own.sql<{ email: string }>('select email from leads')
  const emails = new Set(kept.map(({ email }) => email))
  expect(acknowledged.filter((email) => !emails.has(email))).toEqual([])
  expect(
    await own.sql(
      "select leads.id from leads left join activity_logs a on a.entity_type = 'lead' and a.entity_id = leads.id and a.action = 'created' where a.id is null",
    ),
  ).toEqual([])
})
