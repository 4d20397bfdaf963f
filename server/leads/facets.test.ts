import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

describe('the other fields', () => {
  type Count = { value: unknown; count: number }
  type Range = { period?: string; from: number | string | null; to: number | string | null; count: number }
  type Answer = Record<string, unknown> & { createdAt: Range[]; lastContacted: Range[]; numberOfCalls: Range[]; leadType: Count[] }
  let other: TestApp
  const ask = async (query: string) => {
    const { status, body } = await other.as(other.people.sdr).get<Answer>(`/leads/facets?${query}`)
    expect(status).toBe(200)
    return body
  }
  const total = async (query: string) => (await ask(query)).total
  const every = [
    'leadType',
    'leadOutcome',
    'healthCoachBookedWith',
    'portalAccess',
    'numberOfCalls',
    'lastContacted',
    'createdAt',
    'updatedAt',
  ]

  beforeAll(async () => {
    other = await testApp()
    const { coach, otherCoach } = other.people
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
    for (let index = 0; index < 48; index++) {
      const created_at = ago([0, 3, 20, 60, 200, 400][index % 6] ?? 0)
      await build.lead(other, {
        lead_type: ['Corporate', 'Family', null][index % 3],
        lead_outcome: ['Reached', 'Voicemail', null, 'Asked for a letter'][index % 4],
        health_coach_booked_with: [coach.id, otherCoach.id, null][index % 3],
        number_of_calls: [0, 1, 2, 4, 7, 30][index % 6],
        last_contacted: index % 4 ? ago([1, 10, 95][index % 3] ?? 0) : null,
        created_at,
        updated_at: created_at,
        status: index % 2 ? 'HHQ Signed' : 'HHQ Started',
      })
    }
  })
  afterAll(() => other.close())

  test('are counted only when they are asked for', async () => {
    expect(Object.keys(await ask('status=HHQ+Signed'))).toEqual(['total', 'status', 'leadReadiness', 'leadSource', 'ownerId'])
    const answer = await ask(every.map((field) => `fields=${field}`).join('&'))
    expect(Object.keys(answer).slice(5)).toEqual(every)
  })

  test('every count equals the list that its filter leaves, beside another filter too', async () => {
    for (const beside of ['', 'status=HHQ+Signed&', 'leadType=Family&']) {
      for (const field of every) {
        const counts = (await ask(`${beside}fields=${field}`))[field] as (Count & Range)[]
        expect(counts.length, field).toBeGreaterThan(0)
        const others = beside.includes(field) ? '' : beside
        for (const each of counts) expect(await total(others + filterFor(field, each)), `${field} ${JSON.stringify(each)}`).toBe(each.count)
      }
    }
  })

  const filterFor = (field: string, { value, period, from, to }: Count & Range) => {
    if (value !== undefined) return `${field}=${encodeURIComponent(String(value ?? 'none'))}`
    if (period === 'never') return `${field}=none`
    return [from === null ? '' : `${field}From=${from}`, to === null ? '' : `${field}To=${to}`].filter(Boolean).join('&')
  }

  test('days begin at midnight where the person is', async () => {
    const [tokyo, honolulu] = await Promise.all(
      ['Asia/Tokyo', 'Pacific/Honolulu'].map(async (zone) => (await ask(`fields=createdAt&timeZone=${zone}`)).createdAt[0]?.from),
    )
    expect(String(tokyo)).toMatch(/T15:00:00\.000Z$/)
    expect(String(honolulu)).toMatch(/T10:00:00\.000Z$/)
  })

  test('a field or a zone that does not exist is named', async () => {
    const { status, body } = await other.as(other.people.sdr).get('/leads/facets?fields=shoeSize&timeZone=Mars')
    expect(status).toBe(400)
    expect((body as { errors: { path: string }[] }).errors.map(({ path }) => path).sort()).toEqual(['fields.0', 'timeZone'])
  })
})
