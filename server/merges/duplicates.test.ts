import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { counts } from '../test/counts.ts'
import { report } from '../test/report.ts'
import { badFields } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

interface Pair {
  by: string[]
  first: { id: number }
  second: { id: number }
}
const pairs = async (query = '') =>
  (await clinic.as(clinic.people.admin).get<{ data: Pair[]; nextCursor: string | null }>(`/duplicates?${query}`)).body

test('likely pairs are those with the same e-mail, phone or name, the surest first, and only Admins are shown them', async () => {
  const twin = { first_name: 'Maren', last_name: 'Oduya', email: 'maren@example.com', phone: '+1 (303) 555-0142' }
  const a = await build.lead(clinic, twin)
  const b = await build.lead(clinic, { ...twin, email: 'MAREN@example.com', phone: '+13035550142' })
  const c = await build.lead(clinic, { first_name: 'maren', last_name: 'oduya' })
  await build.lead(clinic, { phone: '555' })
  await build.lead(clinic, { phone: '555' })
  const { data } = await pairs()
  expect(data.map(({ by, first, second }) => [by, first.id, second.id])).toEqual([
    [['email', 'name', 'phone'], a, b],
    [['name'], a, c],
  ])
  expect((await pairs('entityType=contact')).data).toEqual([])
  const page = await pairs('limit=1')
  expect((await pairs(`limit=1&cursor=${page.nextCursor}`)).data.map(({ second }) => second.id)).toEqual([c])
  expect(badFields(await clinic.as(clinic.people.admin).get('/duplicates?cursor=x'))).toEqual(['cursor'])
  expect((await clinic.as(clinic.people.sdr).get('/duplicates')).status).toBe(403)
})

test('a hundred thousand leads are gone through quickly', async () => {
  const many = counts(20_000, 100_000)
  await clinic.sql(
    `insert into leads (first_name, last_name, email, phone)
     select 'Given' || i, 'Family' || i, 'p' || i % $2 || '@example.com', '+1303' || lpad(i::text, 7, '0') from generate_series(1, $1::int) i`,
    [many, many - 500],
  )
  const began = performance.now()
  const { data } = await pairs('limit=200')
  const took = performance.now() - began
  report(`Duplicates: the first 200 pairs among ${many} leads in ${Math.round(took)} ms`)
  expect(data).toHaveLength(200)
  expect(took).toBeLessThan(5_000)
}, 60_000)
