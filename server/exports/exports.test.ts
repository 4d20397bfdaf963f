import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'

let house: TestApp
beforeAll(async () => {
  house = await testApp()
})
afterAll(() => house.close())

const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true, bom: true })

test('an export holds what the list shows, under its filters and in its order, with the names of the staff', async () => {
  const { sdr } = house.people
  await build.lead(house, { email: 'a@x.example.com', last_name: 'Zimt', owner_id: sdr.id, status: 'HHQ Signed' })
  await build.lead(house, { email: 'b@x.example.com', last_name: 'Anis', owner_id: sdr.id, status: 'HHQ Signed' })
  await build.lead(house, { email: 'c@x.example.com', last_name: 'Mohn', status: 'HHQ Started' })
  const { status, text, headers } = await house.as(sdr).get('/exports/leads.csv?status=HHQ+Signed&sort=lastName')
  expect(status).toBe(200)
  expect(headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(headers['content-disposition']).toContain('leads.csv')
  expect(rowsOf(text).map(({ lastName, ownerName }) => [lastName, ownerName])).toEqual([
    ['Anis', expect.stringMatching(/^SDR Number/)],
    ['Zimt', expect.stringMatching(/^SDR Number/)],
  ])
  expect(text).not.toContain('password')
})

test('one entry of the trail says who exported what, without the name that was searched for', async () => {
  const { coach } = house.people
  await house.as(coach).get('/exports/leads.csv?q=Zimt&status=HHQ+Signed')
  const entries = await house.sql('select * from activity_logs where action = $1 and user_id = $2', ['exported', coach.id])
  expect(entries).toHaveLength(1)
  expect(JSON.parse(String(entries[0]?.details))).toEqual({
    list: 'leads',
    count: 1,
    filters: { q: true, status: ['HHQ Signed'], sort: '-updatedAt' },
  })
})

test('columns are chosen, Excel gets its mark, and no cell starts a formula', async () => {
  const nasty = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '"q", and\nbreak', "'plain", ' =spaced']
  for (const last_name of nasty) await build.lead(house, { last_name, lead_type: 'nasty' })
  const path = '/exports/leads.csv?leadType=nasty&sort=createdAt&columns=lastName&columns=leadType'
  const { text } = await house.as(house.people.admin).get(`${path}&bom=true`)
  expect(text.startsWith('\ufefflastName,leadType\r\n')).toBe(true)
  const cells = rowsOf(text).map((row) => row.lastName ?? '')
  expect(cells).toHaveLength(nasty.length)
  for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  const plain = await house.as(house.people.admin).get(`${path}&escapeFormulas=false`)
  expect(
    rowsOf(plain.text)
      .map((row) => row.lastName)
      .sort(),
  ).toEqual([...nasty].sort())
})

test('2,500 rows leave in pages, each once, and come back through an import as the same people', async () => {
  const { sdr } = house.people
  await house.sql(`insert into leads (first_name, last_name, email, lead_type, phone)
    select 'P' || letters, case when i % 3 = 0 then '=L' else 'L, "' end || letters, 'page' || i || '@example.com', 'paged', '+1419293' || (1000 + i) from generate_series(1, 2500) i, translate(i::text, '0123456789', 'abcdefghij') letters`)
  const { text } = await house.as(sdr).get('/exports/leads.csv?leadType=paged&sort=lastName')
  const rows = rowsOf(text)
  expect(new Set(rows.map(({ id }) => id)).size).toBe(2500)
  // Whom it took along is noted before each page leaves, under the one entry that says it was taken.
  const along = await house.sql<{ ids: number[] }>(
    `select entity_ids as ids from exported_records where entity_type = 'lead' and activity_id = (select max(id) from activity_logs where action = 'exported')`,
  )
  expect(along.flatMap(({ ids }) => ids).sort()).toEqual(rows.map(({ id }) => Number(id)).sort())
  const before = await house.sql('select first_name, last_name, phone from leads where lead_type = $1 order by email', ['paged'])
  await house.sql('delete from leads where lead_type = $1', ['paged'])
  const list = await house.as(sdr).post<{ id: number }>('/imports?kind=leads', text, { headers: { 'content-type': 'text/csv' } })
  await house.as(sdr).post(`/imports/${list.body.id}/run`)
  for (let state = ''; state !== 'done'; ) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    state = (await house.as(sdr).get<{ state: string }>(`/imports/${list.body.id}`)).body.state
    expect(state).not.toBe('failed')
  }
  expect(await house.sql('select first_name, last_name, phone from leads where lead_type = $1 order by email', ['paged'])).toEqual(before)
}, 60_000)

test('a stranger is refused, bad input is named, and hidden records stay hidden', async () => {
  const id = await build.lead(house, { lead_type: 'hidden' })
  await build.restrict(house, 'lead', id)
  expect((await house.as(undefined).get('/exports/leads.csv')).status).toBe(401)
  const bad = await house.as(house.people.sdr).get('/exports/leads.csv?columns=passwordHash&surprise=1')
  expect(bad.status).toBe(400)
  expect(rowsOf((await house.as(house.people.sdr).get('/exports/leads.csv?leadType=hidden')).text)).toEqual([])
})

test.each(['contacts', 'tasks', 'appointments'])('%s are exported too', async (list) => {
  await build.contact(house)
  await build.task(house, { assigned_to_id: house.people.sdr.id })
  await build.appointment(house, { user_id: house.people.coach.id, scheduled_at: new Date(Date.now() + Math.random() * 1e11) })
  const { status, text } = await house.as(house.people.coach).get(`/exports/${list}.csv`)
  expect(status).toBe(200)
  expect(rowsOf(text).length).toBeGreaterThan(0)
})
