import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { badFields } from '../test/trail.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

interface Page {
  data: { id: number; entityType: string; entityId: number; action: string; details: unknown; userId: number | null; createdAt: string }[]
  nextCursor: string | null
}

const note = async (row: { entityType: string; entityId: number; details?: string; userId?: number; createdAt?: string }) => {
  const [made] = await clinic.sql<{ id: number }>(
    `insert into activity_logs (entity_type, entity_id, action, details, user_id, created_at) values ($1, $2, 'updated', $3, $4, coalesce($5, now())) returning id`,
    [row.entityType, row.entityId, row.details ?? null, row.userId ?? null, row.createdAt ?? null],
  )
  return made?.id ?? 0
}

test('the trail is read newest first, details are objects, also those that were no JSON', async () => {
  const id = await build.lead(clinic)
  const shapes = ['{"changes":{"status":["a","b"]}}', 'plain words', '[1]', '"text"', '', '{broken', '{"nul":"\\u0000"}']
  for (const details of shapes) await note({ entityType: 'lead', entityId: id, details })
  await note({ entityType: 'lead', entityId: id })
  const { status, body } = await clinic.as(clinic.people.admin).get<Page>(`/activity?entityType=lead&entityId=${id}`)
  expect(status).toBe(200)
  expect(body.data.map(({ details }) => details).reverse()).toEqual([
    { changes: { status: ['a', 'b'] } },
    { text: 'plain words' },
    { text: '[1]' },
    { text: '"text"' },
    { text: '' },
    { text: '{broken' },
    { text: '{"nul":"\\u0000"}' },
    null,
  ])
  const [newest] = body.data
  expect((await clinic.as(clinic.people.admin).get(`/activity/${newest?.id}`)).body).toEqual(newest)
})

test('it is filtered by record, action, user and time, and walked whole', async () => {
  const { sdr, admin } = clinic.people
  const id = await build.lead(clinic)
  const old = await note({ entityType: 'lead', entityId: id, userId: sdr.id, createdAt: '2026-01-01' })
  const young = await note({ entityType: 'lead', entityId: id, userId: admin.id, createdAt: '2026-01-02' })
  const nobodys = await note({ entityType: 'lead', entityId: id, createdAt: '2026-01-03' })
  const as = clinic.as(admin)
  const ids = async (query: string) => (await as.get<Page>(`/activity?entityId=${id}&${query}`)).body.data.map((row) => row.id)
  expect(await ids('entityType=lead')).toEqual([nobodys, young, old])
  expect(await ids(`userId=${sdr.id}&userId=none`)).toEqual([nobodys, old])
  expect(await ids('action=updated&action=created')).toEqual([nobodys, young, old])
  expect(await ids('action=created')).toEqual([])
  expect(await ids('createdAtFrom=2026-01-02T00:00:00Z&createdAtTo=2026-01-02T00:00:00Z')).toEqual([young])
  const { body } = await as.get<Page>(`/activity?entityId=${id}&limit=2&sort=-createdAt`)
  expect((await as.get<Page>(`/activity?entityId=${id}&limit=2&cursor=${body.nextCursor}`)).body).toMatchObject({
    data: [{ id: old }],
    nextCursor: null,
  })
})

test('it has one order and no search: any other is a 400', async () => {
  const as = clinic.as(clinic.people.admin)
  for (const [query, field] of [
    ['sort=createdAt', 'sort'],
    ['sort=action', 'sort'],
    ['q=a', 'q'],
    ['userId=me', 'userId.0'],
  ] as const) {
    expect(badFields(await as.get(`/activity?${query}`))).toEqual([field])
  }
})

test('it cannot be written: every other method is a 405', async () => {
  const as = clinic.as(clinic.people.admin)
  const id = await note({ entityType: 'lead', entityId: 1 })
  for (const answer of [
    await as.post('/activity', { action: 'x' }),
    await as.patch(`/activity/${id}`, { action: 'x' }),
    await as.put(`/activity/${id}`, { action: 'x' }),
    await as.delete(`/activity/${id}`),
    await as.delete('/activity'),
  ]) {
    expect([answer.status, answer.headers.allow]).toEqual([405, expect.stringContaining('GET')])
  }
})

test('SDRs and coaches read what concerns records they may read and what they did themselves; Admins read all', async () => {
  const { sdr, otherSdr, admin } = clinic.people
  const leadId = await build.lead(clinic, { owner_id: sdr.id })
  const taskId = await build.task(clinic, { lead_id: leadId })
  await build.restrict(clinic, 'lead', leadId)
  const ids = [
    await note({ entityType: 'lead', entityId: leadId }),
    await note({ entityType: 'task', entityId: taskId }),
    await note({ entityType: 'user', entityId: admin.id, userId: admin.id }),
    await note({ entityType: 'token', entityId: 7, userId: sdr.id }),
  ]
  const statuses = async (person: typeof sdr) =>
    (await Promise.all(ids.map((id) => clinic.as(person).get(`/activity/${id}`)))).map(({ status }) => status)
  expect(await statuses(admin)).toEqual([200, 200, 200, 200])
  expect(await statuses(sdr)).toEqual([200, 200, 404, 200])
  expect(await statuses(otherSdr)).toEqual([404, 404, 404, 404])
  expect((await clinic.as(undefined).get('/activity')).status).toBe(401)
})
