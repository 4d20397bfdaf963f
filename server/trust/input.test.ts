import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bodyLimit } from '../http/body.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { counts } from '../test/counts.ts'

let it: TestApp
beforeAll(async () => {
  it = await testApp()
})
afterAll(() => it.close())

const person = { firstName: 'Ann', lastName: 'Lee', email: 'ann@example.com' }

async function send(text: string, type = 'application/json') {
  const started = performance.now()
  const response = await it.app.inject({
    method: 'POST',
    url: '/api/v1/leads',
    headers: { authorization: `Bearer ${it.people.sdr.token}`, 'content-type': type },
    payload: text,
  })
  return { status: response.statusCode, ms: performance.now() - started, body: response.json() as { errors?: { path: string }[] } }
}

describe('what a body may hold (D4)', () => {
  const withName = (name: string) => JSON.stringify({ ...person, firstName: name })
  const nested = '['.repeat(1000) + ']'.repeat(1000)
  test.each([
    ['more than a mebibyte', `{"firstName":"${'a'.repeat(bodyLimit)}"}`, 413],
    ['a thousand levels', `{"firstName":${nested}}`, 400],
    ['a hundred thousand entries', `{"firstName":[${'1,'.repeat(99_999)}1]}`, 400],
    ['a million characters', withName('a'.repeat(1_000_000)), 400],
    ['a NUL byte', withName('a\u0000b'), 400],
    ['a line break in a single line', withName('Ann\nLee'), 400],
    ['an escape sequence of a terminal', withName('\u001b[31mAnn'), 400],
    ['a mark that turns the direction of a list', withName('\u202eAnn'), 400],
    ['a name that nobody can see', withName('\u200b\ufeff'), 400],
    ['half of a surrogate pair', '{"firstName":"\\ud800","lastName":"Lee","email":"a@example.com"}', 400],
    ['an id beyond the column', JSON.stringify({ ...person, ownerId: 2 ** 31 }), 400],
    ['a field twice', '{"firstName":"Ann","firstName":"Bea","lastName":"Lee","email":"a@example.com"}', 400],
    ['__proto__', '{"__proto__":{"polluted":true},"firstName":"Ann","lastName":"Lee","email":"a@example.com"}', 400],
    ['no JSON', '{"firstName":', 400],
    ['a bare word', 'null', 400],
  ])('%s is refused at once and leaves nothing behind', async (_name, text, status) => {
    const answer = await send(text)
    expect(answer.status).toBe(status)
    expect(answer.ms).toBeLessThan(1000)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    expect((await it.as(it.people.sdr).get('/leads')).status).toBe(200)
  })

  test('an endpoint that takes no body refuses one, and a form without a boundary or an end is named as bad', async () => {
    const ask = async (url: string, type: string, payload: string, method: 'PUT' | 'POST' = 'PUT') => {
      const headers = { authorization: `Bearer ${it.people.admin.token}`, 'content-type': type }
      const answer = await it.app.inject({ method, url: `/api/v1${url}`, headers, payload })
      return [answer.statusCode, answer.json<{ errors?: { path: string }[] }>().errors?.map(({ path }) => path)]
    }
    for (const body of ['"x"', '7', '[]', '[1]']) expect(await ask('/me/calendar-feed', 'application/json', body)).toEqual([400, ['']])
    expect(await ask('/me/calendar-feed', 'application/json', '{"a":1}')).toEqual([400, ['a']])
    expect((await ask('/me/calendar-feed', 'application/json', '{}'))[0]).toBe(200)
    for (const boundary of ['', '; boundary=', `; boundary=${'a'.repeat(300)}`])
      expect(await ask('/imports/1/joined-file', `multipart/form-data${boundary}`, 'x')).toEqual([400, ['Content-Type']])
    const form = '--a\r\nContent-Disposition: form-data; name="file"; filename="x.csv"\r\n\r\nEmail\nann@example.com'
    expect(await ask('/imports?kind=leads', 'multipart/form-data; boundary=a', form, 'POST')).toEqual([400, ['file']])
  })

  test('names of every script are taken, and reasons may have lines', async () => {
    const as = it.as(it.people.admin)
    for (const [at, firstName] of ['Nguyễn', 'محمد', 'می‌خواهم', '李小龍', 'Zoë-María', '👩‍⚕️'].entries()) {
      expect((await as.post('/leads', { ...person, firstName, email: `script${at}@example.com` })).body).toMatchObject({ firstName })
    }
    const lead = await build.lead(it, {})
    expect((await as.put(`/leads/${lead}/restriction`, { reason: 'Asked by phone.\nTwice.' })).status).toBe(200)
  })

  test('times outside 1900 to 2200 and times without an offset are named as bad', async () => {
    for (const dueDate of [
      '275760-09-13T00:00:00Z',
      '+275760-09-13T00:00:00Z',
      '2026-01-01',
      '2026-01-01T10:00:00',
      5,
      true,
      '2201-01-01T00:00:00Z',
    ]) {
      const answer = await it.as(it.people.sdr).post<{ errors: { path: string }[] }>('/tasks', { title: 'x', dueDate })
      expect([dueDate, answer.status, answer.body.errors?.map(({ path }) => path)]).toEqual([dueDate, 400, ['dueDate']])
    }
  })

  test('an address with a part of four hundred letters names nothing: a 404 like any other', async () => {
    const answer = await it.as(it.people.admin).delete(`/users/14/availability/exceptions/${'x'.repeat(400)}`)
    expect([answer.status, answer.headers['content-type']]).toEqual([404, 'application/problem+json'])
  })

  test('other media types are refused as such', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
      expect((await send(JSON.stringify(person), type)).status).toBe(415)
    }
  })
})

describe('what a client may set (C5, A11)', () => {
  const closed = [
    'id',
    'createdAt',
    'updatedAt',
    'passwordHash',
    'portalAccess',
    'lastPortalLogin',
    'numberOfCalls',
    'lastContacted',
    'role',
    'userId',
  ]

  test('a column that is not writable is refused by name and nothing changes', async () => {
    const id = await build.lead(it)
    const before = await it.sql('select * from leads where id = $1', [id])
    for (const name of closed) {
      const answer = await it.as(it.people.admin).patch<{ errors: { path: string }[] }>(`/leads/${id}`, { [name]: 1 })
      expect([name, answer.status, answer.body.errors?.[0]?.path]).toEqual([name, 400, name])
    }
    expect(await it.sql('select * from leads where id = $1', [id])).toEqual(before)
  })

  test('an identity sent along in headers, query or body is never taken', async () => {
    const { sdr, admin } = it.people
    const headers = { 'x-user-id': String(admin.id), 'x-forwarded-user': admin.email, 'x-role': 'Admin' }
    const me = await it.as(sdr).get<{ id: number; role: string }>('/me', { headers })
    expect([me.body.id, me.body.role]).toEqual([sdr.id, 'SDR'])
    expect((await it.as(sdr).get(`/leads?userId=${admin.id}`)).status).toBe(400)
    expect((await it.as(sdr).post('/leads', { ...person, userId: admin.id })).status).toBe(400)
    const made = await it.as(sdr).post<{ id: number }>('/tasks', { title: 'Call' }, { headers })
    const [row] = await it.sql<{ created_by_id: number }>('select created_by_id from tasks where id = $1', [made.body.id])
    expect(row?.created_by_id).toBe(sdr.id)
  })
})

describe('two editors (G4)', () => {
  test('of two changes to the same version the second is told, and nothing is overwritten in silence', async () => {
    const id = await build.lead(it)
    const rounds = counts(50, 1000)
    for (let round = 0; round < rounds; round++) {
      const seen = await it.as(it.people.sdr).get(`/leads/${id}`)
      const asking = { headers: { 'if-match': seen.headers.etag ?? '' } }
      const answers = await Promise.all(
        [it.people.sdr, it.people.otherSdr].map((person, index) =>
          it.as(person).patch(`/leads/${id}`, { notes: `${round}.${index}` }, asking),
        ),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
    }
  })
})
