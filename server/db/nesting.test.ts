import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { runServer } from '../test/run-server.ts'
import { readAs, system, writeAs } from './actor.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ poolSize: 1 })
})
afterAll(() => clinic.close())

test('a transaction that asks for a second connection is refused in tests: all would wait for each other', async () => {
  const { database } = clinic
  const nested = writeAs(database, system, () => readAs(database, system, async () => 'never'))
  await expect(nested).rejects.toThrow('asks for a second connection')
  await expect(readAs(database, system, async () => database.pool.query('select 1'))).rejects.toThrow('asks for a second connection')
  // One after the other is no matter, nor is what outlives the transaction that began it.
  let later: Promise<string> | undefined
  await readAs(database, system, async () => {
    later = new Promise<void>((done) => setTimeout(done, 100)).then(() => readAs(database, system, async () => 'well'))
  })
  expect(await later).toBe('well')
})

test('whole servers and commands that tests start are watched alike: it is told, and fails the test that waits for their end', async () => {
  const script = `const { holding, requireNoHold } = await import('./server/db/nesting.ts')
    const pool = {}
    await holding(pool, async () => requireNoHold(pool)).catch(() => undefined)`
  const run = runServer({ env: {}, command: [process.execPath, '--input-type=module', '-e', script] })
  await expect(run.ended()).rejects.toThrow('asks for a second connection')
})

test('with one connection many are told at once whether people have a portal, and it is closed to them', async () => {
  const id = await build.lead(clinic, {})
  const as = clinic.as(clinic.people.admin)
  const answers = await Promise.all(Array.from({ length: 10 }, () => as.get(`/leads/${id}/portal-access`)))
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
  expect((await as.delete(`/leads/${id}/portal-access`)).status).toBe(200)
})
