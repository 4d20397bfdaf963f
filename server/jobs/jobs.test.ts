import { afterAll, beforeAll, expect, test } from 'vitest'
import { system, writeAs } from '../db/actor.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { enqueue, type Jobs, openJobs } from './jobs.ts'

let clinic: TestApp
let jobs: Jobs
const done: number[] = []
let failures = 0

beforeAll(async () => {
  clinic = await testApp()
  jobs = openJobs(clinic.database, () => undefined)
  jobs.work<{ id: number }>('test.count', async ({ id }) => void done.push(id), { atOnce: 2 })
  jobs.work<{ id: number }>('test.fail-once', async ({ id }) => {
    failures += 1
    if (failures === 1) throw new Error('not yet')
    done.push(id)
  })
  await jobs.start()
})
afterAll(async () => {
  await jobs.close()
  await clinic.close()
})

async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + 19_000
  while (!isSo() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50))
  expect(isSo()).toBe(true)
}

test('a job runs once its change is committed, whoever made it', async () => {
  await writeAs(clinic.database, { userId: clinic.people.sdr.id, role: 'SDR' }, (db) => enqueue(db, 'test.count', { id: 1 }))
  await writeAs(clinic.database, system, (db) => enqueue(db, 'test.count', { id: 2 }))
  await until(() => done.includes(1) && done.includes(2))
})

test('a job of a change that was rolled back never exists (E6)', async () => {
  const failing = writeAs(clinic.database, system, async (db) => {
    await enqueue(db, 'test.count', { id: 3 })
    throw new Error('rolled back')
  })
  await expect(failing).rejects.toThrow('rolled back')
  await writeAs(clinic.database, system, (db) => enqueue(db, 'test.count', { id: 4 }))
  await until(() => done.includes(4))
  expect(done).not.toContain(3)
})

test('a job that fails is tried again', async () => {
  await writeAs(clinic.database, system, (db) => enqueue(db, 'test.fail-once', { id: 5 }))
  await until(() => done.includes(5))
  expect(failures).toBe(2)
})

test('a job can be written before anybody works its queue', async () => {
  await writeAs(clinic.database, system, (db) => enqueue(db, 'test.unopened', { id: 6 }))
  const rows = await clinic.sql(`select data from pgboss.job where name = 'test.unopened'`)
  expect(rows).toEqual([{ data: { id: 6 } }])
})

test('people’s roles cannot look into the queue or write past its door', async () => {
  const rows = await clinic.sql(
    `select r from unnest(array['sdr', 'coach', 'admin', 'patient', 'healthcrm_app']) r where has_schema_privilege(r, 'pgboss', 'USAGE')`,
  )
  expect(rows).toEqual([])
})
