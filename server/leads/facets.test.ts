import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { foldLeadCounts } from './counting.ts'

interface Facets {
  total: number
  status: { value: string; count: number }[]
  leadReadiness: { value: string | null; count: number }[]
  leadSource: { value: string | null; count: number }[]
  ownerId: { value: number | null; count: number }[]
}
const fields = { status: 'status', leadReadiness: 'lead_readiness', leadSource: 'lead_source::text', ownerId: 'owner_id' } as const

let clinic: TestApp

beforeAll(async () => {
  clinic = await testApp()
  const { sdr, otherSdr, coach } = clinic.people
  for (let index = 0; index < 60; index++) {
    await build.lead(clinic, {
      status: ['HHQ Started', 'HHQ Signed', 'Booking: Not Paid'][index % 3],
      lead_readiness: ['Cold', 'Warm', null][(index % 4) % 3],
      lead_source: ['Newsletter', 'Lab Purchase', null, 'None'][(index % 5) % 4],
      owner_id: [sdr.id, otherSdr.id, coach.id, null][(index % 7) % 4],
      phone: index % 2 ? '+12125550100' : null,
    })
    if (index === 30) await foldLeadCounts(clinic.database)
  }
})
afterAll(() => clinic.close())

/** Each field counted on the rows themselves, under the filters of the others. */
async function counted(where: Partial<Record<keyof typeof fields | 'phone', string>>) {
  const under = (but?: string) =>
    Object.entries(where)
      .filter(([name]) => name !== but)
      .map(([, condition]) => condition)
      .concat('true')
      .join(' and ')
  const [{ n } = { n: 0 }] = await clinic.sql<{ n: number }>(`select count(*)::int n from leads where ${under()}`)
  const facets: Record<string, unknown> = { total: n }
  for (const [name, column] of Object.entries(fields)) {
    facets[name] = await clinic.sql(`select ${column} as value, count(*)::int count from leads where ${under(name)} group by 1 order by 1`)
  }
  return facets
}

async function answered(query: string) {
  const { status, body } = await clinic.as(clinic.people.sdr).get<Facets & Record<string, unknown>>(`/leads/facets${query}`)
  expect(status).toBe(200)
  const key = (value: unknown) => (value === null ? '~' : String(value).padStart(4, ' '))
  const byValue = (a: { value?: unknown }, b: { value?: unknown }) => (key(a.value) < key(b.value) ? -1 : 1)
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value.sort(byValue) : value]))
}

test('kept counts equal the rows, folded in or not', async () => {
  expect(await answered('')).toEqual(await counted({}))
  await foldLeadCounts(clinic.database)
  expect(await answered('')).toEqual(await counted({}))
})

test('each field is counted under the filters of the others', async () => {
  expect(await answered('?status=HHQ+Signed')).toEqual(await counted({ status: `status = 'HHQ Signed'` }))
  const { id } = clinic.people.sdr
  const where = { ownerId: `(owner_id = ${id} or owner_id is null)`, leadReadiness: `lead_readiness in ('Cold', 'Warm')` }
  expect(await answered(`?ownerId=${id}&ownerId=none&leadReadiness=Cold&leadReadiness=Warm`)).toEqual(await counted(where))
})

test('under any other filter the rows that it leaves are counted', async () => {
  const where = { phone: `phone = '+12125550100'`, leadSource: 'lead_source is null' }
  expect(await answered('?phone=%2B12125550100&leadSource=none')).toEqual(await counted(where))
})

test('where no lead is left the counts are empty', async () => {
  expect(await answered('?phone=nobody')).toEqual({ total: 0, status: [], leadReadiness: [], leadSource: [], ownerId: [] })
})
