import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { badFields } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

interface Entry {
  kind: string
  id: number
  at: string
  userId: number | null
  userName: string | null
  action: string | null
  entityType: string | null
  count: number
  records: { id: number; name: string | null }[]
}
interface Page {
  data: Entry[]
  nextCursor: string | null
}
const audit = async (query: string) => (await clinic.as(clinic.people.admin).get<Page>(`/audit?${query}`)).body

/** Entries of both trails at chosen moments, past the API. */
const note = (entityId: number, at: string, action = 'updated') =>
  clinic.sql(`insert into activity_logs (entity_type, entity_id, action, user_id, created_at) values ('lead', $1, $2, $3, $4)`, [
    entityId,
    action,
    clinic.people.sdr.id,
    at,
  ])
const look = (ids: number[], at: string, { status = 200, userId = clinic.people.coach.id as number | null, kind = 'lead' } = {}) =>
  clinic.sql(
    `insert into access_log (at, user_id, via, route, status, entity_type, entity_ids, request_id) values ($1, $2, 'session', 'GET /leads', $3, $4, $5, 'r')`,
    [at, userId, status, kind, ids],
  )

test('deeds and looks stand in one list by time, with the names of people and records', async () => {
  const id = await build.lead(clinic, { first_name: 'Ida', last_name: 'Berg' })
  await note(id, '2026-01-01T10:00:00Z')
  await look([id], '2026-01-01T11:00:00Z')
  await look([id], '2026-01-01T09:00:00Z', { status: 403 })
  const { data } = await audit(`entityType=lead&entityId=${id}&atTo=2026-02-01T00:00:00Z`)
  expect(data.map(({ kind, userName, action, records }) => [kind, userName?.split(' ')[0], action, records])).toEqual([
    ['looked', 'HealthCoach', null, [{ id, entityType: 'lead', name: 'Ida Berg' }]],
    ['did', 'SDR', 'updated', [{ id, entityType: 'lead', name: 'Ida Berg' }]],
    ['refused', 'HealthCoach', null, [{ id, entityType: 'lead', name: 'Ida Berg' }]],
  ])
})

test('a walk meets every entry once, also where many happened in the same moment', async () => {
  const id = await build.lead(clinic)
  for (let index = 0; index < 7; index++) {
    await note(id, '2026-01-02T10:00:00Z')
    await look([id], '2026-01-02T10:00:00Z')
  }
  const met: string[] = []
  for (let cursor = ''; ; ) {
    const page = await audit(`entityType=lead&entityId=${id}&limit=3&atFrom=2026-01-02T10:00:00Z&atTo=2026-01-02T10:00:00Z${cursor}`)
    met.push(...page.data.map((entry) => `${entry.kind} ${entry.id}`))
    if (!page.nextCursor) break
    cursor = `&cursor=${page.nextCursor}`
  }
  expect(met).toHaveLength(14)
  expect(new Set(met).size).toBe(14)
})

test('it is filtered by person, kind, action and time', async () => {
  const id = await build.lead(clinic)
  const of = async (query: string) =>
    (await audit(`entityType=lead&entityId=${id}&atTo=2026-01-04T00:00:00Z&${query}`)).data.map(({ kind }) => kind)
  await note(id, '2026-01-03T10:00:00Z', 'claimed')
  await note(id, '2026-01-03T11:00:00Z')
  await look([id], '2026-01-03T12:00:00Z')
  await look([id], '2026-01-03T13:00:00Z', { status: 404, userId: null })
  expect(await of('kind=did')).toEqual(['did', 'did'])
  expect(await of('kind=looked&kind=refused')).toEqual(['refused', 'looked'])
  expect(await of('action=claimed')).toEqual(['did'])
  expect(await of('action=claimed&kind=looked')).toEqual([])
  expect(await of(`userId=${clinic.people.coach.id}`)).toEqual(['looked'])
  expect(await of('userId=none')).toEqual(['refused'])
  expect(await of('atFrom=2026-01-03T12:00:00Z')).toEqual(['refused', 'looked'])
})

test('what showed nobody’s record is a kind of its own: left out, alone or beside the others, page by page and in the file', async () => {
  const id = await build.lead(clinic)
  const day = 'atFrom=2025-12-01T00:00:00Z&atTo=2025-12-02T00:00:00Z'
  await note(id, '2025-12-01T10:00:00Z')
  await look([id], '2025-12-01T11:00:00Z')
  await look([], '2025-12-01T12:00:00Z')
  await look([], '2025-12-01T13:00:00Z')
  await look([], '2025-12-01T14:00:00Z', { status: 403 })
  const first = 'kind=did&kind=looked&kind=refused'
  const of = async (query: string) => (await audit(`${day}&${query}`)).data.map(({ kind }) => kind)
  expect(await of('')).toEqual(['refused', 'used', 'used', 'looked', 'did'])
  expect(await of(first)).toEqual(['refused', 'looked', 'did'])
  expect(await of('kind=looked')).toEqual(['looked'])
  expect(await of('kind=used')).toEqual(['used', 'used'])
  expect(await of('kind=used&kind=refused')).toEqual(['refused', 'used', 'used'])
  const page = await audit(`${day}&${first}&limit=2`)
  expect((await audit(`${day}&${first}&limit=2&cursor=${page.nextCursor}`)).data.map(({ kind }) => kind)).toEqual(['did'])
  const { text } = await clinic.as(clinic.people.admin).get(`/exports/audit.csv?${day}&${first}`)
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true })
  expect(rows.map(({ kind }) => kind)).toEqual(['refused', 'looked', 'did'])
})

test('who saw a person is who saw the lead and the patient it became', async () => {
  const lead = await build.lead(clinic)
  const contact = await build.contact(clinic, { lead_id: lead })
  await clinic.sql('insert into lead_conversions (lead_id, contact_id) values ($1, $2)', [lead, contact])
  await look([lead], '2026-01-05T10:00:00Z')
  await look([contact, 999_999], '2026-01-05T11:00:00Z', { kind: 'contact' })
  await look([contact], '2026-01-05T12:00:00Z', { kind: 'task' })
  for (const asked of [`entityType=lead&entityId=${lead}`, `entityType=contact&entityId=${contact}`]) {
    const { data } = await audit(`${asked}&kind=looked&atTo=2026-02-01T00:00:00Z`)
    expect(data.map(({ entityType, count }) => [entityType, count])).toEqual([
      ['contact', 2],
      ['lead', 1],
    ])
  }
})

test('a deleted record keeps its name', async () => {
  const id = await build.lead(clinic, { first_name: 'Gone', last_name: 'Away' })
  await clinic.as(clinic.people.admin).delete(`/leads/${id}`)
  const { data } = await audit(`entityType=lead&entityId=${id}&action=deleted`)
  expect(data.map(({ records }) => records)).toEqual([[{ id, entityType: 'lead', name: 'Gone Away' }]])
})

test('looking at the audit is a look at those it names', async () => {
  const id = await build.lead(clinic)
  await audit(`entityType=lead&entityId=${id}`)
  const seen = () =>
    clinic.sql(`select user_id from access_log where route = 'GET /audit' and entity_type = 'lead' and $1 = any(entity_ids)`, [id])
  await expect.poll(seen, { timeout: 5000 }).toEqual([{ user_id: clinic.people.admin.id }])
})

test('the file holds what the list shows, no cell starts a formula, and the export is told', async () => {
  const id = await build.lead(clinic, { first_name: '=cmd', last_name: '|calc' })
  await note(id, '2026-01-06T10:00:00Z')
  const { status, text } = await clinic.as(clinic.people.admin).get(`/exports/audit.csv?entityType=lead&entityId=${id}`)
  expect(status).toBe(200)
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true })
  expect(rows.map(({ kind, names, ids }) => [kind, names, ids])).toEqual([['did', "'=cmd |calc", String(id)]])
  const told = await clinic.sql<{ details: string }>(`select details from activity_logs where action = 'exported' order by id desc limit 1`)
  expect(JSON.parse(told[0]?.details ?? '')).toEqual({ list: 'audit', filters: { entityType: 'lead', entityId: id } })
})

test('Admins alone; bad input is named', async () => {
  for (const path of ['/audit', '/exports/audit.csv']) {
    expect((await clinic.as(undefined).get(path)).status).toBe(401)
    expect((await clinic.as(clinic.people.sdr).get(path)).status).toBe(403)
    expect((await clinic.as(clinic.people.coach).get(path)).status).toBe(403)
  }
  const as = clinic.as(clinic.people.admin)
  expect(badFields(await as.get('/audit?entityId=7'))).toEqual(['entityType'])
  expect(badFields(await as.get('/audit?cursor=abc'))).toEqual(['cursor'])
  expect(badFields(await as.get('/audit?kind=was&userId=me'))).toEqual(['kind.0', 'userId.0'])
})
