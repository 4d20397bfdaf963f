/** What the database spends its time on, from a real pg_stat_statements. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { hintOf } from './hints.ts'
import { withoutValues } from './slow-queries.ts'

let house: TestApp
beforeAll(async () => {
  house = await testApp()
  await house.sql(
    `insert into leads (first_name, last_name, email, notes) select 'Ann', 'Lee', 'lead' || n || '@example.com', 'note ' || n from generate_series(1, 6000) n`,
  )
  await house.sql('analyze leads')
})
afterAll(() => house.close())

interface Slow {
  state: string
  since: string | null
  data: {
    id: string
    text: string
    calls: number
    totalMs: number
    meanMs: number
    hints: { table: string; columns: string[]; rows: number }[]
  }[]
}
const planted = 'select id from leads where notes = $1 and lead_outcome is null'
const list = async (sort = '-totalMs') => (await house.as(house.people.admin).get<Slow>(`/system/slow-queries?limit=50&sort=${sort}`)).body

test('a statement that reads a whole table is listed at once, with calls, times and the index that it lacks (J3)', async () => {
  await list()
  for (let at = 0; at < 20; at++) await house.sql(planted, [`note ${at}`])
  const { state, since, data } = await list()
  expect(state).toBe('collecting')
  expect(Date.parse(since ?? '')).toBeLessThan(Date.now())
  const found = data.find(({ text }) => text.startsWith('select id from leads where notes'))
  expect(found).toMatchObject({ calls: 20, hints: [{ table: 'leads', columns: ['notes'] }] })
  expect(found?.meanMs).toBeCloseTo((found?.totalMs ?? 0) / 20, 3)
  expect(found?.hints[0]?.rows).toBeGreaterThan(5000)
  const means = (await list('-meanMs')).data.map(({ meanMs }) => meanMs)
  expect(means).toEqual(means.toSorted((one, other) => other - one))
})

test('its plan is made on demand, for any values, without running it', async () => {
  const found = (await list()).data.find(({ text }) => text.startsWith('select id from leads where notes'))
  const as = house.as(house.people.admin)
  const { status, body } = await as.get<{ plan: string[]; text: string }>(`/system/slow-queries/${found?.id}/plan`)
  expect(status).toBe(200)
  expect(body.plan.join('\n')).toMatch(/Seq Scan on leads[\s\S]*notes = \$1/)
  expect((await list()).data.find(({ id }) => id === found?.id)?.calls).toBe(20)
  expect((await as.get('/system/slow-queries/1/plan')).status).toBe(404)
  expect((await as.get('/system/slow-queries/1;drop/plan')).status).toBe(400)
})

test('most of what the app itself asks can be planned: lists, boards, figures', async () => {
  const { admin, sdr } = house.people
  for (const path of ['/leads', '/leads?clock=overdue', '/contacts', '/tasks', '/reports/work', '/reports/targets', '/search?q=lee']) {
    expect((await house.as(path.includes('targets') ? admin : sdr).get(path)).status, path).toBe(200)
  }
  const { data } = await list('-calls')
  const plans = []
  for (const { id } of data)
    plans.push((await house.as(admin).get<{ text: string; plan: string[] }>(`/system/slow-queries/${id}/plan`)).body)
  const unplanned = plans.filter(({ plan }) => !plan.length).map(({ text }) => text)
  // Sums with constants that have no type of their own cannot.
  expect(unplanned.length, unplanned.join('\n')).toBeLessThanOrEqual(data.length / 4)
})

test('no value that somebody wrote into a statement shows', async () => {
  await house.sql("select count(*) from leads where notes = 'she fears for Bea' and first_name like 'Be%'")
  expect(JSON.stringify(await list())).not.toMatch(/Bea|Be%/)
  expect(withoutValues("select 'it''s Bea' || $$Bea$$ || $x$Bea$x$, $1, $2")).toBe("select '…' || '…' || '…', $1, $2")
})

test('only Admins look', async () => {
  for (const path of ['/system/slow-queries', '/system/slow-queries/1/plan', '/system/fleet']) {
    expect((await house.as(house.people.sdr).get(path)).status).toBe(403)
    expect((await house.as(undefined).get(path)).status).toBe(401)
  }
})

test('a table that an index serves, is small, or is wanted for the most part gets no hint', () => {
  const facts = { rows: 10_000, columns: ['id', 'email', 'notes'], indexed: ['email'] }
  const scan = { table: 'leads', filter: '((notes)::text = $1)', found: 3 }
  expect(hintOf(scan, facts)).toEqual({ table: 'leads', columns: ['notes'], rows: 10_000 })
  expect(hintOf({ ...scan, filter: '((email)::text = $1)' }, facts)).toBeUndefined()
  expect(hintOf({ ...scan, found: 9_000 }, facts)).toBeUndefined()
  expect(hintOf(scan, { ...facts, rows: 400 })).toBeUndefined()
})

test('the fleet counts its instances; without replicas the primary serves', async () => {
  const { body } = await house.as(house.people.admin).get('/system/fleet')
  expect(body).toEqual({ instances: 1, replicas: [], reads: { replica: 0, primary: 0 } })
})
