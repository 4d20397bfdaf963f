import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { badFields } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

interface Page {
  data: { id: number; [field: string]: unknown }[]
  nextCursor: string | null
  total?: number
}
const page = (path: string) => clinic.as(clinic.people.admin).get<Page>(path)

/** Walks a list to its end; `between` happens after each page. */
async function walk(path: string, between: () => Promise<unknown> = async () => undefined): Promise<Page['data']> {
  const rows: Page['data'] = []
  let cursor: string | null = null
  do {
    const { status, body }: { status: number; body: Page } = await page(
      `${path}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    expect(status).toBe(200)
    rows.push(...body.data)
    cursor = body.nextCursor
    if (cursor !== null) await between()
  } while (cursor !== null)
  return rows
}

describe('walking a list', () => {
  const sorts = [
    'createdAt',
    '-createdAt',
    'updatedAt',
    '-updatedAt',
    'lastName',
    '-lastName',
    'lastContacted',
    '-lastContacted',
    'status',
    '-status',
  ]

  test.each(sorts)('by %s every row that stands throughout appears exactly once, whatever is added meanwhile', async (sort) => {
    const leadType = `walk ${sort}`
    const standing: number[] = []
    for (let index = 0; index < 23; index++) {
      // Equal names, times and statuses in plenty: only the id tells them apart.
      standing.push(
        await build.lead(clinic, {
          lead_type: leadType,
          last_name: ['Ångström', 'Zed', 'abel'][index % 3],
          created_at: `2026-01-0${1 + (index % 3)}`,
          updated_at: `2026-01-0${1 + (index % 3)}`,
          last_contacted: index % 4 ? `2026-02-0${1 + (index % 4)}` : null,
          status: index % 2 ? 'HHQ Signed' : 'Booking: Not Paid',
        }),
      )
    }
    const add = () => build.lead(clinic, { lead_type: leadType, last_name: 'Mid', last_contacted: '2026-02-02', created_at: '2026-01-02' })
    const seen = (await walk(`/leads?leadType=${encodeURIComponent(leadType)}&sort=${sort}&limit=4`, add)).map(({ id }) => id)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.filter((id) => standing.includes(id)).sort((a, b) => a - b)).toEqual(standing)
  })

  test('rows without a value come last in both directions', async () => {
    for (const last_contacted of [null, '2026-03-02', '2026-03-01', null]) await build.lead(clinic, { lead_type: 'nulls', last_contacted })
    const times = async (sort: string) =>
      (await walk(`/leads?leadType=nulls&sort=${sort}&limit=1`)).map(({ lastContacted }) => lastContacted)
    expect(await times('lastContacted')).toEqual(['2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z', null, null])
    expect(await times('-lastContacted')).toEqual(['2026-03-02T00:00:00.000Z', '2026-03-01T00:00:00.000Z', null, null])
  })

  test('statuses are sorted in the order of the pipeline, names without regard to case', async () => {
    for (const status of ['Booking: Paid/Booked', 'HHQ Started', 'Booking: Not Paid'])
      await build.lead(clinic, { lead_type: 'order', status })
    expect((await walk('/leads?leadType=order&sort=status')).map(({ status }) => status)).toEqual([
      'HHQ Started',
      'Booking: Not Paid',
      'Booking: Paid/Booked',
    ])
    for (const last_name of ['beta', 'Alpha', 'Gamma']) await build.contact(clinic, { last_name, email: 'order@example.com' })
    expect((await walk('/contacts?email=ORDER%40example.com&sort=lastName')).map(({ lastName }) => lastName)).toEqual([
      'Alpha',
      'beta',
      'Gamma',
    ])
  })

  test('a cursor that was changed, or belongs to another sort, is a 400', async () => {
    for (let index = 0; index < 3; index++) await build.lead(clinic, { lead_type: 'cursor' })
    const { body } = await page('/leads?leadType=cursor&limit=1&sort=createdAt')
    const cursor = body.nextCursor ?? ''
    const tampered = `${cursor.slice(0, -2)}${cursor.endsWith('AA') ? 'BB' : 'AA'}`
    for (const path of [
      `sort=createdAt&cursor=${tampered}`,
      `sort=updatedAt&cursor=${cursor}`,
      'sort=createdAt&cursor=',
      `sort=createdAt&cursor=${'x'.repeat(3000)}`,
    ]) {
      const answer = await page(`/leads?leadType=cursor&limit=1&${path}`)
      expect([answer.status, badFields(answer as never)]).toEqual([400, ['cursor']])
    }
  })

  test('count=exact adds the total of what the filters leave; limits hold', async () => {
    for (let index = 0; index < 5; index++) await build.lead(clinic, { lead_type: 'count' })
    expect((await page('/leads?leadType=count&limit=2&count=exact')).body).toMatchObject({ total: 5, nextCursor: expect.any(String) })
    expect((await page('/leads?leadType=count&limit=5')).body.nextCursor).toBeNull()
    expect((await page('/leads?leadType=count')).body).not.toHaveProperty('total')
    for (const limit of ['0', '201', '-1', 'ten', '1.5']) expect((await page(`/leads?limit=${limit}`)).status).toBe(400)
  })
})

describe('filters', () => {
  test('repeated values are any of several; none finds those without a reference', async () => {
    const { sdr, coach } = clinic.people
    const mine = await build.lead(clinic, { lead_type: 'refs', owner_id: sdr.id, health_coach_booked_with: coach.id })
    const nobodys = await build.lead(clinic, { lead_type: 'refs', lead_readiness: 'Hot' })
    const ids = async (query: string) => (await walk(`/leads?leadType=refs&sort=createdAt&${query}`)).map(({ id }) => id)
    expect(await ids('ownerId=none')).toEqual([nobodys])
    expect(await ids(`ownerId=none&ownerId=${sdr.id}`)).toEqual([mine, nobodys])
    expect(await ids('healthCoachBookedWith=none')).toEqual([nobodys])
    expect(await ids('leadReadiness=Hot&leadReadiness=Warm')).toEqual([nobodys])
    expect(await ids('numberOfCallsFrom=0&numberOfCallsTo=0&portalAccess=false')).toEqual([mine, nobodys])
    expect(await ids('portalAccess=true')).toEqual([])
  })

  test('ranges are inclusive to the millisecond, in any offset', async () => {
    const id = await build.lead(clinic, { lead_type: 'range', last_contacted: '2026-05-05 10:00:00.123456' })
    const ids = async (query: string) => (await walk(`/leads?leadType=range&${query}`)).map((row) => row.id)
    expect(await ids('lastContactedFrom=2026-05-05T10:00:00.123Z&lastContactedTo=2026-05-05T10:00:00.123Z')).toEqual([id])
    expect(await ids(`lastContactedTo=${encodeURIComponent('2026-05-05T12:00:00.123+02:00')}`)).toEqual([id])
    expect(await ids('lastContactedTo=2026-05-05T10:00:00.122Z')).toEqual([])
    expect(await ids('lastContactedFrom=2026-05-05T10:00:00.124Z')).toEqual([])
  })

  test('unknown parameters are a 400 on every list, never ignored', async () => {
    for (const path of [
      '/leads',
      '/contacts',
      '/tasks',
      '/appointments',
      '/activity',
      '/users',
      '/leads/board',
      '/leads/facets',
      '/search',
      '/deleted-records',
      '/imports',
    ]) {
      const answer = await page(`${path}?q=a&unknown=1`)
      expect([path, answer.status]).toEqual([path, 400])
      expect(badFields(answer as never)).toContain('unknown')
    }
  })
})

describe('searching a list', () => {
  test('every word is a substring of names, e-mail or phone, without regard to case and accents', async () => {
    const id = await build.lead(clinic, {
      first_name: 'Zoë',
      last_name: "O'Brien-Łukasz",
      email: 'zoe@brien.example',
      phone: '(555) 867-5309',
    })
    const hits = async (q: string) => (await walk(`/leads?q=${encodeURIComponent(q)}`)).map((row) => row.id)
    for (const q of ['zoe', 'ZOË', 'rien', 'zoe brien', 'brien.exam', '867-5309', '5558675309', '555 867', 'lukasz', "o'b"])
      expect([q, await hits(q)]).toEqual([q, [id]])
    for (const q of ['zoe nobody', '100%', '_', 'zo\\e']) expect([q, (await hits(q)).includes(id)]).toEqual([q, false])
  })

  test('one or two characters match beginnings of words only', async () => {
    const id = await build.contact(clinic, { first_name: 'Xq', last_name: 'Wvu', email: 'k@example.com' })
    const hits = async (q: string) => (await walk(`/contacts?q=${q}`)).map((row) => row.id)
    expect([await hits('x'), await hits('wv'), await hits('q'), await hits('vu')]).toEqual([[id], [id], [], []])
    const parts = await build.contact(clinic, { first_name: 'Jo-Xqa', last_name: "O'Wvu", email: 'j@example.com' })
    expect([await hits('xq'), await hits('wv')]).toEqual([
      [parts, id],
      [parts, id],
    ])
    expect([await hits("o'"), await hits('-x')]).toEqual([[parts], []])
  })

  test('a word that thousands of rows hold is walked whole too, those of restricted records only for who may see them', async () => {
    const { sdr, otherSdr } = clinic.people
    await clinic.sql(`insert into tasks (title, due_date) select 'Ring up ' || g, '2031-01-01'::date + g from generate_series(1, 2100) g`)
    const leadId = await build.lead(clinic, { owner_id: sdr.id })
    const hidden = await build.task(clinic, { title: 'Ring up quietly', lead_id: leadId, due_date: '2031-06-01' })
    await build.restrict(clinic, 'lead', leadId)
    const rows = await walk('/tasks?q=ring&limit=200')
    const due = rows.map(({ dueDate }) => String(dueDate))
    expect([rows.length, due]).toEqual([2101, [...due].sort()])
    const around = '/tasks?q=ring+up&dueDateFrom=2031-06-01T00:00:00Z&dueDateTo=2031-06-01T00:00:00Z'
    const sees = async (person: typeof sdr) => (await clinic.as(person).get<Page>(around)).body.data.some(({ id }) => id === hidden)
    expect([await sees(sdr), await sees(otherSdr)]).toEqual([true, false])
    expect((await walk('/tasks?q=ring+2077')).map(({ title }) => title)).toEqual(['Ring up 2077'])
  })
})

test('a cursor belongs to one list, in one order', async () => {
  await build.contact(clinic)
  await build.contact(clinic)
  const cursor = encodeURIComponent((await page('/contacts?limit=1&sort=-updatedAt')).body.nextCursor ?? '')
  expect((await page(`/contacts?limit=1&sort=-updatedAt&cursor=${cursor}`)).status).toBe(200)
  for (const path of ['/leads?sort=-updatedAt', '/contacts?sort=updatedAt', '/contacts/board?sort=-updatedAt']) {
    const refused = await clinic.as(clinic.people.admin).get(`${path}&cursor=${cursor}`)
    expect([path, refused.status, badFields(refused)]).toEqual([path, 400, ['cursor']])
  }
})

test('a time may be written with small letters, as RFC 3339 allows', async () => {
  const made = await clinic.as(clinic.people.admin).post('/tasks', { title: 'Call', dueDate: '2030-06-01t10:00:00.5z' })
  expect([made.status, made.body.dueDate]).toEqual([201, '2030-06-01T10:00:00.500Z'])
  expect((await page(`/tasks?id=${made.body.id}&dueDateFrom=2030-06-01t12:00:00%2b02:00`)).body.data).toHaveLength(1)
})

test('every word of a search counts, the ninth too; more than twenty are refused', async () => {
  const id = await build.lead(clinic, { first_name: 'Maria', last_name: 'da Conceição dos Santos e Silva de Oliveira Neto' })
  const found = async (q: string) => (await page(`/leads?q=${encodeURIComponent(q)}`)).body.data?.map((row) => row.id)
  const words = 'maria da conceicao dos santos e silva de oliveira neto'
  expect(await found(words)).toEqual([id])
  expect(await found(`${words} pereira`)).toEqual([])
  const refused = await clinic.as(clinic.people.admin).get(`/leads?q=${'a+'.repeat(21)}`)
  expect([refused.status, badFields(refused)]).toEqual([400, ['q']])
})
