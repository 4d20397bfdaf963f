import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hitsOf } from '../db/hits.ts'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { keepReports } from './kept.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

/** Whoever reads the table waits until it is released. */
async function lockTable(name: string) {
  const owner = new pg.Client({ connectionString: clinic.database.ownerUrl })
  await owner.connect()
  await owner.query(`begin; lock table ${name} in access exclusive mode`)
  const waiting = async () => (await clinic.sql('select from pg_locks where not granted and relation = $1::regclass', [name])).length
  return { waiting, release: () => owner.end() }
}

const sizeOf = (rows: number) => clinic.sql(`update pg_class set reltuples = $1 where oid = 'stage_history'::regclass`, [rows])

function figures() {
  let time = 0
  let made = 0
  const keep = keepReports(clinic.database, () => time)
  return {
    pass: (minutes: number) => {
      time += minutes * 60_000
    },
    look: (person = clinic.people.sdr) => {
      const actor = { userId: person.id, role: person.role }
      return keep(actor, async () => ({ key: 'leads', make: async () => String(++made) }))
    },
  }
}

test('a clinic of ordinary size has its figures made anew for each look', async () => {
  await sizeOf(1000)
  const { look } = figures()
  expect([await look(), await look()]).toEqual(['1', '2'])
})

test("a large clinic's are kept a minute, shown a quarter of an hour while new ones are made, and then waited for", async () => {
  await sizeOf(5_000_000)
  const { look, pass } = figures()
  expect([await look(), await look()]).toEqual(['1', '1'])
  pass(2)
  expect(await look()).toBe('1')
  await expect.poll(() => look(), { timeout: 2000 }).toBe('2')
  pass(16)
  expect(await look()).toBe('3')
})

test('whoever may not see a restricted record is not shown figures that were made for somebody who may', async () => {
  await sizeOf(5_000_000)
  const id = await build.lead(clinic, { owner_id: clinic.people.sdr.id })
  await build.restrict(clinic, 'lead', id)
  const { look } = figures()
  const { admin, sdr, otherSdr } = clinic.people
  expect([await look(admin), await look(sdr), await look(otherSdr), await look(admin)]).toEqual(['1', '1', '2', '1'])
})

test('whoever has changed something since is never shown the figures from before', async () => {
  await sizeOf(5_000_000)
  let made = 0
  const keep = keepReports(clinic.database)
  const look = ({ id: userId, role }: Person) => keep({ userId, role }, async () => ({ key: 'own', make: async () => String(++made) }))
  const { admin } = clinic.people
  const colleague = await clinic.addPerson('Admin')
  expect([await look(admin), await look(admin)]).toEqual(['1', '1'])
  await build.lead(clinic, {})
  expect(await look(admin)).toBe('1')
  await clinic.as(admin).post('/leads', { firstName: 'Ann', lastName: 'Lee', email: 'since@example.com' })
  expect(await look(colleague)).toBe('1')
  expect(await look(admin)).toBe('2')
})

test('who waits for figures holds no connection, and makers of many figures leave some: a plain request is answered meanwhile', async () => {
  await sizeOf(5_000_000)
  const id = await build.lead(clinic, {})
  const as = clinic.as(clinic.people.admin)
  // Whoever makes the figures waits for this table.
  const lock = await lockTable('stage_history')
  const paths = Array.from({ length: 24 }, (_, at) => `/reports/funnel?days=${at < 12 ? 30 : at}`)
  const answers = Promise.all(paths.map((path) => as.get(path)))
  await expect.poll(() => lock.waiting()).toBeGreaterThan(0)
  const meanwhile = await Promise.all(Array.from({ length: 4 }, () => as.get(`/leads/${id}`))).finally(lock.release)
  expect(meanwhile.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect((await answers).map(({ status }) => status)).toEqual(Array(24).fill(200))
})

test('many who have written while figures are made wait for the same next ones', async () => {
  await sizeOf(5_000_000)
  const gates: (() => void)[] = []
  const keep = keepReports(clinic.database)
  const make = async () => {
    const n = gates.length + 1
    await new Promise<void>((open) => gates.push(open))
    return String(n)
  }
  const people = await Promise.all([1, 2, 3].map(() => clinic.addPerson('Admin')))
  const look = ({ id: userId, role }: Person) => keep({ userId, role }, async () => ({ key: 'next', make }))
  const first = look(clinic.people.otherCoach)
  await expect.poll(() => gates.length).toBe(1)
  for (const [at, person] of people.entries())
    await clinic.as(person).post('/leads', { firstName: 'Ann', lastName: 'Lee', email: `next${at}@example.com` })
  const { misses } = hitsOf('figures')
  const next = people.map(look)
  await expect.poll(() => hitsOf('figures').misses - misses).toBe(3)
  gates[0]?.()
  expect(await first).toBe('1')
  await expect.poll(() => gates.length).toBe(2)
  gates[1]?.()
  expect(await Promise.all(next)).toEqual(['2', '2', '2'])
})
