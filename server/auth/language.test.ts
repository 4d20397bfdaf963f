import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

const languageOf = async (person: TestApp['people']['sdr']) => (await clinic.as(person).get<{ language: unknown }>('/me')).body.language
const trail = (id: number) =>
  clinic.sql<{ action: string; details: { fields: string[] } }>(
    "select action, details::jsonb as details from activity_logs where entity_type = 'user' and entity_id = $1 order by id",
    [id],
  )

test('everybody chooses the language of their own screens, and leaves it to the browser again; each is logged once', async () => {
  const { sdr, otherSdr } = clinic.people
  expect(await languageOf(sdr)).toBeNull()
  const changed = await clinic.as(sdr).patch<{ language: string }>('/me', { language: 'es' })
  expect([changed.status, changed.body.language]).toEqual([200, 'es'])
  expect(await languageOf(sdr)).toBe('es')
  expect(await languageOf(otherSdr)).toBeNull()
  await clinic.as(sdr).patch('/me', { language: null })
  expect(await languageOf(sdr)).toBeNull()
  expect((await trail(sdr.id)).map(({ action, details }) => [action, details.fields])).toEqual([
    ['updated', ['language']],
    ['updated', ['language']],
  ])
})

test('a name changes without the language, and both at once', async () => {
  const { coach } = clinic.people
  await clinic.as(coach).patch('/me', { language: 'es' })
  await clinic.as(coach).patch('/me', { firstName: 'Nora' })
  expect(await languageOf(coach)).toBe('es')
  const both = await clinic.as(coach).patch('/me', { lastName: 'Salas', language: 'en' })
  expect(both.body).toMatchObject({ firstName: 'Nora', lastName: 'Salas', language: 'en' })
})

test('a language we do not have is refused by name', async () => {
  const refused = await clinic.as(clinic.people.sdr).patch('/me', { language: 'xx' })
  expect(refused.status).toBe(400)
  expect(refused.body).toMatchObject({ errors: [{ path: 'language' }] })
})

test('who is not signed in has no language to set', async () => {
  expect((await clinic.as(undefined).patch('/me', { language: 'es' })).status).toBe(401)
})

test('no role of the staff reads or writes the table itself: it is the product that keeps each to their own', async () => {
  for (const role of ['sdr', 'coach', 'admin', 'patient']) {
    const may = `has_table_privilege('${role}', 'user_preferences', 'select, insert, update, delete')`
    const [row] = await clinic.sql<{ may: boolean }>(`select ${may} as may`)
    expect(row?.may, role).toBe(false)
  }
})
