import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'

let it: TestApp
let logged = ''
const write = (text: string) => {
  logged += text
}
const log = pino({ level: 'trace' }, { write })
beforeAll(async () => {
  it = await testApp({ log })
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

test('whatever is sent, each event stays one line of the log that can be read (F8)', async () => {
  const forged = '{"level":60,"msg":"forged"}'
  const evils = [
    `a\r\n${forged}`,
    '\u001b[2J\u001b[31mred',
    '"}\n{"level":60',
    '\u2028line\u2029',
    '\\',
    '\u0000',
    '\u0085next',
    '%0d%0a',
    '<script>',
  ]
  const { pool } = it.database
  const original = pool.connect
  const as = it.as(it.people.sdr)
  logged = ''
  let asked = 0
  const tryAll = async () => {
    for (const evil of evils) {
      const headers = {
        'user-agent': encodeURIComponent(evil),
        'x-request-id': encodeURIComponent(evil),
        'x-forwarded-for': encodeURIComponent(evil),
      }
      await as.get(`/leads?search=${encodeURIComponent(evil)}`, { headers })
      await as.get(`/search?q=${encodeURIComponent(evil)}`, { headers })
      await as.get(`/${encodeURIComponent(evil)}`, { headers })
      await as.post('/leads', { firstName: evil, lastName: evil, email: 'a@example.com', notes: evil }, { headers })
      // One hash each: they are slow by intent.
      if (evil === evils[0])
        await as.post('/auth/sign-in', { email: evil, password: evil }, { headers: { ...headers, origin: 'http://localhost:80' } })
      asked += 1
    }
  }
  await tryAll()
  expect(logged).toBe('')
  // The worst: a fault of ours whose words are the sender's.
  const broken = async (callback?: (error: Error) => void) => {
    const error = new Error(evils[asked++ % evils.length])
    // What the server does beside requests asks the pool itself, which borrows with a callback.
    if (!callback) throw error
    callback(error)
  }
  Object.assign(pool, { connect: broken })
  await tryAll()
  pool.connect = original
  const lines = logged.split('\n').slice(0, -1)
  expect(lines.length).toBeGreaterThan(evils.length)
  for (const line of lines) {
    const { level, time, reqId, code } = JSON.parse(line) as Record<string, unknown>
    expect([Number(level) >= 40, typeof time]).toEqual([true, 'number'])
    expect(String(reqId ?? code)).toMatch(/^[\w-]+$/)
    expect([...line].filter((letter) => letter < ' ' || letter === '\u007f')).toEqual([])
    expect(line).not.toContain('ann@')
  }
})
