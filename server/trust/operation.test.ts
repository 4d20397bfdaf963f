import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'

let it: TestApp
beforeAll(async () => {
  it = await testApp()
})
afterAll(() => it.close())

describe('health (J2)', () => {
  test('a thousand questions a second cost at most one query a second and say nothing of the inside', async () => {
    const { pool } = it.database
    let queries = 0
    const original = pool.query.bind(pool)
    pool.query = ((...given: Parameters<typeof original>) => {
      queries += 1
      return original(...given)
    }) as typeof pool.query
    const started = Date.now()
    const answers = await Promise.all(
      Array.from({ length: 1000 }, (_, index) => it.app.inject({ url: index % 2 ? '/readyz' : '/healthz' })),
    )
    const seconds = (Date.now() - started) / 1000
    pool.query = original
    expect(queries).toBeLessThanOrEqual(Math.ceil(seconds) + 1)
    expect(answers.every(({ statusCode }) => statusCode === 200)).toBe(true)
    expect(answers[0]?.body + (answers[1]?.body ?? '')).not.toMatch(/postgres|version|node|@|\d+\.\d+/i)
  })

  test('figures are not for the public listener', async () => {
    expect((await it.app.inject({ url: '/metrics' })).headers['content-type'] ?? '').not.toContain('text/plain')
  })
})

describe('when the database is away (I6)', () => {
  test('requests are refused with 503 and Retry-After within two seconds, nothing is claimed to be saved, and all is well after', async () => {
    const name = new URL(it.database.ownerUrl).pathname.slice(1)
    const owner = async (text: string) => {
      const { Client } = (await import('pg')).default
      const url = new URL(it.database.ownerUrl)
      url.pathname = '/postgres'
      const client = new Client({ connectionString: url.href })
      await client.connect()
      await client.query(text)
      await client.end()
    }
    const as = it.as(it.people.sdr)
    expect((await as.get('/leads')).status).toBe(200)
    await owner(`alter database ${name} with allow_connections false`)
    await owner(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
    const started = performance.now()
    const [read, write] = [await as.get('/leads'), await as.post('/leads', { firstName: 'A', lastName: 'B', email: 'a@example.com' })]
    expect(performance.now() - started).toBeLessThan(4000)
    expect([read.status, write.status]).toEqual([503, 503])
    expect([read.headers['retry-after'], write.headers['retry-after']]).toEqual(['2', '2'])
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect((await it.app.inject({ url: '/readyz' })).statusCode).toBe(503)
    expect((await it.app.inject({ url: '/healthz' })).statusCode).toBe(200)
    await owner(`alter database ${name} with allow_connections true`)
    await expect.poll(async () => (await as.get('/leads')).status, { timeout: 5000 }).toBe(200)
    expect((await it.sql('select from leads')).length).toBe(0)
  }, 30_000)
})
