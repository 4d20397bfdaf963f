import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ env: { SESSION_IDLE_MINUTES: '15' } })
})
afterAll(() => clinic.close())

interface Health {
  state: { ready: boolean }
  app: { version: string; mail: boolean; openStreams: number }
  database: { bytes: number; tables: { name: string; bytes: number }[]; connections: { used: number; most: number } }
  migrations: { applied: number; known: number }
  jobs: { waiting: number; failed: number; oldestWaitingAt: string | null; queues: { name: string; waiting: number }[] }
  disk: { freeBytes: number; totalBytes: number }
  lastImport: object | null
}
const health = async () => (await clinic.as(clinic.people.admin).get<Health>('/system')).body

test('an Admin reads versions, sizes, connections, migrations and disk', async () => {
  const { state, app, database, migrations, disk, lastImport } = await health()
  expect(state.ready).toBe(true)
  expect(app.version).toMatch(/^\d+\.\d+\.\d+/)
  expect(app).toMatchObject({ mail: false, openStreams: 0 })
  expect(migrations.applied).toBe(migrations.known)
  expect(database.bytes).toBeGreaterThan(1_000_000)
  expect(database.tables).toHaveLength(10)
  expect(database.connections.used).toBeGreaterThan(0)
  expect(database.connections.used).toBeLessThan(database.connections.most)
  expect(disk.freeBytes).toBeGreaterThan(0)
  expect(disk.freeBytes).toBeLessThan(disk.totalBytes)
  expect(lastImport).toBeNull()
})

test('jobs that wait, have failed, and since when are counted', async () => {
  const before = (await health()).jobs
  for (const seconds of [-3600, 3600, 7200]) await clinic.sql(`select enqueue_job('test.queue', '{}', $1)`, [seconds])
  await clinic.sql(
    `update pgboss.job set state = 'failed', completed_on = now() where name = 'test.queue' and start_after > now() + interval '90 minutes'`,
  )
  const { jobs } = await health()
  expect([jobs.waiting - before.waiting, jobs.failed - before.failed]).toEqual([1, 1])
  expect(Date.now() - Date.parse(jobs.oldestWaitingAt ?? '')).toBeGreaterThan(3_500_000)
})

test('it says nothing of people and no secret', async () => {
  await build.lead(clinic, { first_name: 'Xanadu', last_name: 'Canary' })
  const { text } = await clinic.as(clinic.people.admin).get('/system')
  expect(text).not.toMatch(/Xanadu|Canary|postgres:\/\/|password|hcrm_|@/i)
})

test('Admins alone', async () => {
  expect((await clinic.as(undefined).get('/system')).status).toBe(401)
  expect((await clinic.as(clinic.people.sdr).get('/system')).status).toBe(403)
  expect((await clinic.as(clinic.people.coach).get('/system')).status).toBe(403)
})
