import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { badFields } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

interface Hits {
  data: { entityType: string; id: number; [shown: string]: unknown }[]
}
const find = async (q: string, more = '') =>
  (await clinic.as(clinic.people.sdr).get<Hits>(`/search?q=${encodeURIComponent(q)}${more}`)).body.data
const named = async (q: string) => (await find(q)).map(({ entityType, id }) => [entityType, id])

test('leads, contacts and tasks that hold every word, with what is needed to tell them apart and no notes', async () => {
  const leadId = await build.lead(clinic, { first_name: 'Amélie', last_name: 'Vogel', notes: 'Canary', phone: '+1 555 0142' })
  const contactId = await build.contact(clinic, { first_name: 'Amelie', last_name: 'Vogt', notes: 'Canary' })
  const taskId = await build.task(clinic, { title: 'Call Amélie', description: 'Canary', contact_id: contactId })
  expect(await find('amelie')).toEqual([
    expect.objectContaining({
      entityType: 'lead',
      id: leadId,
      firstName: 'Amélie',
      lastName: 'Vogel',
      phone: '+1 555 0142',
      status: 'HHQ Started',
    }),
    expect.objectContaining({ entityType: 'contact', id: contactId, stage: 'Intake' }),
    expect.objectContaining({ entityType: 'task', id: taskId, title: 'Call Amélie', contactId }),
  ])
  expect(JSON.stringify(await find('amelie'))).not.toContain('Canary')
  expect(await named('amelie vogt')).toEqual([['contact', contactId]])
  expect(await named('555-0142')).toEqual([['lead', leadId]])
  expect(await named('am vog')).toEqual([
    ['lead', leadId],
    ['contact', contactId],
  ])
})

test('a beginning of a word comes before a match inside one, and what changed last before what changed earlier', async () => {
  const inside = await build.lead(clinic, { last_name: 'Stonebridge', updated_at: '2026-06-03' })
  const older = await build.lead(clinic, { last_name: 'Bridge', updated_at: '2026-06-01' })
  const newer = await build.lead(clinic, { last_name: 'Bridges', updated_at: '2026-06-02' })
  expect((await find('bridge')).map(({ id }) => id)).toEqual([newer, older, inside])
  expect((await find('bridge', '&limit=1')).map(({ id }) => id)).toEqual([newer])
})

test('blanks find nothing; a missing or overlong text is a 400', async () => {
  expect(await find('   ')).toEqual([])
  const as = clinic.as(clinic.people.coach)
  expect(badFields(await as.get('/search'))).toEqual(['q'])
  expect(badFields(await as.get(`/search?q=${'x'.repeat(201)}`))).toEqual(['q'])
  expect((await clinic.as(undefined).get('/search?q=a')).status).toBe(401)
})

test('signs that mean something to the database are letters like others', async () => {
  const id = await build.lead(clinic, { last_name: '50%_off\\' })
  for (const q of ['50%', '%_off', 'off\\']) expect(await named(q)).toEqual([['lead', id]])
  for (const q of ["'; drop table leads; --", '%%%', '___', '\\\\\\']) expect(await find(q)).toEqual([])
})

test('what changes is found by its new words at once, and no longer by the old', async () => {
  const id = await build.lead(clinic, { last_name: 'Quondam' })
  await clinic.as(clinic.people.sdr).patch(`/leads/${id}`, { lastName: 'Hodiern' })
  expect([await named('quondam'), await named('hodiern')]).toEqual([[], [['lead', id]]])
  await clinic.as(clinic.people.sdr).delete(`/leads/${id}`)
  expect(await named('hodiern')).toEqual([])
})

test('the access log says in one entry whom a search has shown, with the kind of each record', async () => {
  const lead = await build.lead(clinic, { last_name: 'Xylander' })
  const contact = await build.contact(clinic, { last_name: 'Xylander' })
  const task = await build.task(clinic, { title: 'Call Xylander' })
  await find('xylander')
  const looks = () =>
    clinic.sql(
      `select entity_type, (select array_agg(kind || ' ' || number order by kind) from unnest(entity_types, entity_ids) k (kind, number)) as shown
       from access_log where route = 'GET /search' and 'lead' = any(entity_types) and $1 = any(entity_ids)`,
      [lead],
    )
  await expect
    .poll(looks, { timeout: 5000 })
    .toEqual([{ entity_type: null, shown: [`contact ${contact}`, `lead ${lead}`, `task ${task}`] }])
})
