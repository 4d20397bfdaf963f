import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'

let it: TestApp
beforeAll(async () => {
  it = await testApp()
})
afterAll(() => it.close())

interface Trail {
  writes: number
  reads: number
}
const trail = async (): Promise<Trail> => {
  const [row] = await it.sql<{ writes: string; reads: string }>(
    'select (select count(*) from activity_logs where user_id is not null) as writes, (select count(*) from access_log) as reads',
  )
  return { writes: Number(row?.writes), reads: Number(row?.reads) }
}
const written = () => new Promise((resolve) => setTimeout(resolve, 1100))

/** What the act adds to the two trails as its caller's, a second later; what the product does because of it is the product's entry. */
async function adds(act: () => Promise<unknown>): Promise<Trail> {
  await written()
  const before = await trail()
  await act()
  await written()
  const after = await trail()
  return { writes: after.writes - before.writes, reads: after.reads - before.reads }
}

describe('the trail (F1)', () => {
  test('each change leaves exactly one entry', async () => {
    const { sdr, admin } = it.people
    const as = it.as(sdr)
    const lead = await build.lead(it)
    const acts: [string, () => Promise<unknown>][] = [
      ['add', () => as.post('/leads', { firstName: 'A', lastName: 'B', email: 'a@example.com' })],
      ['change', () => as.patch(`/leads/${lead}`, { leadReadiness: 'Hot' })],
      ['claim', () => as.put(`/leads/${lead}/claim`)],
      ['release', () => as.delete(`/leads/${lead}/claim`)],
      ['call', () => as.post(`/leads/${lead}/calls`, { outcome: 'Reached' })],
      ['task', () => as.post('/tasks', { title: 'Call', leadId: lead })],
      ['appointment', () => as.post('/appointments', { title: 'Visit', scheduledAt: '2031-01-01T10:00:00Z', leadId: lead })],
      ['restrict', () => it.as(admin).put(`/leads/${lead}/restriction`, { reason: 'own care' })],
      ['unrestrict', () => it.as(admin).delete(`/leads/${lead}/restriction`)],
      ['delete', () => as.delete(`/leads/${lead}`)],
    ]
    for (const [name, act] of acts) expect([name, await adds(act)]).toEqual([name, { writes: 1, reads: 0 }])
  }, 60_000)

  test('each look and each refusal leaves exactly one entry within a second', async () => {
    const { sdr, coach } = it.people
    const lead = await build.lead(it)
    const acts: [string, () => Promise<unknown>][] = [
      ['one', () => it.as(sdr).get(`/leads/${lead}`)],
      ['list', () => it.as(sdr).get('/leads?limit=5')],
      ['search', () => it.as(sdr).get('/search?q=lena')],
      ['stranger', () => it.as(undefined).get('/leads')],
      ['forbidden', () => it.as(coach).patch(`/leads/${lead}`, { notes: 'x' })],
      ['unknown', () => it.as(sdr).get('/leads/2147483000')],
      ['wrong password', () => it.as(undefined).post('/auth/sign-in', { email: sdr.email, password: 'not this one' })],
    ]
    for (const [name, act] of acts) expect([name, await adds(act)]).toEqual([name, { writes: 0, reads: 1 }])
  }, 60_000)

  test('the entry of a look says who saw which records', async () => {
    const ids = [await build.lead(it), await build.lead(it)]
    await it.as(it.people.sdr).get(`/leads?id=${ids[0]}&id=${ids[1]}`)
    await written()
    const [row] = await it.sql('select user_id, route, status, entity_type, entity_ids from access_log order by id desc limit 1')
    expect(row).toMatchObject({ user_id: it.people.sdr.id, route: 'GET /leads', status: 200, entity_type: 'lead' })
    expect((row as { entity_ids: number[] }).entity_ids.sort()).toEqual(ids.sort())
  })
})

test('a change that fails leaves neither row nor entry (F2)', async () => {
  const before = await trail()
  const [{ count }] = (await it.sql<{ count: string }>('select count(*) from leads')) as [{ count: string }]
  const answer = await it
    .as(it.people.sdr)
    .post('/leads', { firstName: 'A', lastName: 'B', email: 'a@example.com', ownerId: 2_000_000_000 })
  expect(answer.status).toBe(400)
  expect((await it.sql<{ count: string }>('select count(*) from leads'))[0]?.count).toBe(count)
  expect((await trail()).writes).toBe(before.writes)
})

test('the trail names contact data and free text, and holds none of it (F3)', async () => {
  const canary = 'Xanadu77canary'
  const as = it.as(it.people.sdr)
  const made = await as.post<{ id: number }>('/leads', {
    firstName: canary,
    lastName: canary,
    email: `${canary}@example.com`,
    phone: '+1 303 555 0177',
    notes: canary,
  })
  await as.patch(`/leads/${made.body.id}`, { firstName: `${canary}2`, notes: `${canary}2`, email: `${canary}2@example.com` })
  await as.post(`/leads/${made.body.id}/calls`, { outcome: 'Reached', notes: canary })
  await as.get(`/leads?q=${canary}`)
  await written()
  const rows = await it.sql<{ text: string }>(
    "select coalesce(details, '') || action as text from activity_logs union all select route || coalesce(address, '') from access_log",
  )
  expect(rows.filter(({ text }) => /Xanadu|5550177|555 0177/.test(text))).toEqual([])
})

test('no role of the app can change, remove or empty the trail (F4)', async () => {
  await it.as(it.people.sdr).post('/leads', { firstName: 'A', lastName: 'B', email: 'a@example.com' })
  for (const role of ['sdr', 'coach', 'admin', 'patient', 'system']) {
    for (const attempt of ["update activity_logs set action = 'x'", 'delete from activity_logs', 'truncate activity_logs']) {
      const client = await it.database.pool.connect()
      await client.query(`begin; set local role ${role}; set local app.user_id = '${it.people.admin.id}'`)
      const refused = await client.query(attempt).then(
        () => undefined,
        (error: { code: string }) => error.code,
      )
      await client.query('rollback')
      client.release()
      expect([role, attempt, refused]).toEqual([role, attempt, '42501'])
    }
  }
})
