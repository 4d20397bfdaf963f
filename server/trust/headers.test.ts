import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'

let it: TestApp
beforeAll(async () => {
  it = await testApp()
})
afterAll(() => it.close())

/** Answers of every kind: data, refusals, documents. */
const answers = async () => {
  const id = await build.lead(it)
  const { sdr } = it.people
  return [
    await it.as(sdr).get(`/leads/${id}`),
    await it.as(sdr).get('/leads'),
    await it.as(undefined).get('/leads'),
    await it.as(sdr).get('/leads/2147483000'),
    await it.as(sdr).post('/leads', {}),
    await it.as(sdr).get('/nowhere'),
    await it.as(sdr).put('/leads', {}),
    await it.as(undefined).post('/auth/sign-in', { email: 'nobody@example.com', password: 'wrong wrong' }),
    await it.as(undefined).get('/api/v1/openapi.json'),
  ]
}

test('every answer carries the security headers (D6)', async () => {
  for (const { headers, status } of await answers()) {
    const policy = headers['content-security-policy'] ?? ''
    expect([status, policy]).toEqual([status, expect.stringContaining("object-src 'none'")])
    expect(policy).toContain("base-uri 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(Number(/max-age=(\d+)/.exec(headers['strict-transport-security'] ?? '')?.[1])).toBeGreaterThanOrEqual(31_536_000)
    expect(headers['x-powered-by']).toBeUndefined()
  }
})

test('what holds data of people is never stored by caches', async () => {
  for (const { headers, text } of await answers()) {
    if (!text.includes('openapi')) expect(headers['cache-control']).toBe('no-store')
  }
})

test('errors are problem+json that name status, detail and request, and no internals', async () => {
  for (const { headers, status, body, text } of await answers()) {
    if (status < 400) continue
    expect(headers['content-type']).toContain('application/problem+json')
    expect(body).toMatchObject({
      status,
      type: expect.any(String),
      title: expect.any(String),
      detail: expect.any(String),
      requestId: expect.any(String),
    })
    expect(text).not.toMatch(/select |node_modules|postgres|stack/i)
  }
})

test('a known path with another method is a 405 that names the methods', async () => {
  for (const [method, path] of [
    ['PUT', '/leads'],
    ['POST', '/activity'],
    ['DELETE', '/users/1'],
    ['PATCH', '/activity/1'],
  ] as const) {
    const response = await it.app.inject({ method, url: `/api/v1${path}`, headers: { authorization: `Bearer ${it.people.admin.token}` } })
    expect([method, path, response.statusCode]).toEqual([method, path, 405])
    expect(response.headers.allow).toContain('GET')
  }
})

test('an id too long to be routed is a 404, never a 405 that names the method it came with', async () => {
  const asked = await Promise.all([310, 2000].map((length) => it.as(it.people.admin).get(`/leads/${'9'.repeat(length)}`)))
  expect(asked.map(({ status }) => status)).toEqual([404, 404])
})

test('the API document names If-Match and ETag wherever versions of a row are compared', () => {
  const { paths } = it.app.swagger() as { paths: Record<string, Record<string, { parameters?: { in: string; name: string }[] }>> }
  const takes = (path: string, method: string) =>
    paths[path]?.[method]?.parameters?.some(({ in: where, name }) => where === 'header' && name === 'If-Match') ?? false
  for (const room of ['/leads', '/contacts', '/tasks', '/appointments']) {
    expect([room, takes(`${room}/{id}`, 'patch'), takes(`${room}/{id}`, 'delete')]).toEqual([room, true, true])
  }
  expect([takes('/leads/{id}/claim', 'put'), takes('/leads/{id}/claim', 'delete')]).toEqual([true, true])
})

test('an address too long to be read is refused as everything else is', async () => {
  const url = await it.app.listen({ port: 0, host: '127.0.0.1' })
  const answer = await fetch(`${url}/api/v1/leads?q=${'a'.repeat(30_000)}`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([431, 'application/problem+json'])
  expect(await answer.json()).toMatchObject({ status: 431, type: 'urn:healthcrm:problem:headers_too_large' })
})
