import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAs } from '../db/actor.ts'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { keepReports } from './kept.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

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
      return readAs(clinic.database, actor, (db) => keep(db, { key: 'leads', actor, make: async () => String(++made) }))
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
  const look = ({ id: userId, role }: Person) => {
    const actor = { userId, role }
    return readAs(clinic.database, actor, (db) => keep(db, { key: 'own', actor, make: async () => String(++made) }))
  }
  const { admin } = clinic.people
  const colleague = await clinic.addPerson('Admin')
  expect([await look(admin), await look(admin)]).toEqual(['1', '1'])
  await build.lead(clinic, {})
  expect(await look(admin)).toBe('1')
  await clinic.as(admin).post('/leads', { firstName: 'Ann', lastName: 'Lee', email: 'since@example.com' })
  expect(await look(colleague)).toBe('1')
  expect(await look(admin)).toBe('2')
})
