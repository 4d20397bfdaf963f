import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { api } from '../../shared/api.ts'
import type { Endpoint } from '../../shared/contract.ts'
import type { RouteRule } from '../../shared/policy/roles.ts'
import { routePolicy } from '../../shared/policy/routes.ts'
import { buildApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { openDatabase } from '../db/open.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { report } from '../test/report.ts'
import { givePassword, password, signedIn, testClock, type Visitor, visitor } from '../test/visitor.ts'

const clock = testClock()
let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ now: clock.now })
})
afterAll(() => clinic.close())

const status = async (at: Visitor, path = '/me') => (await at.ask('GET', path)).status
const replay = (session: string) => visitor(clinic, { headers: { cookie: `session=${session}` } })

describe('a session', () => {
  test('gets a new id at sign-in, of 256 bits, and the one brought along ends (B1)', async () => {
    const person = await clinic.addPerson('SDR')
    await givePassword(clinic, person)
    const at = visitor(clinic)
    at.cookies.set('session', 'fixed-by-an-attacker')
    await at.ask('POST', '/auth/sign-in', { email: person.email, password })
    const first = at.cookies.get('session') ?? ''
    expect(first).not.toBe('fixed-by-an-attacker')
    expect(Buffer.from(first, 'base64url').length).toBe(32)
    await at.ask('POST', '/auth/sign-in', { email: person.email, password })
    expect(at.cookies.get('session')).not.toBe(first)
    expect(await status(replay(first))).toBe(401)
    expect(await status(at)).toBe(200)
  })

  test('is kept as a digest only', async () => {
    const at = await signedIn(clinic, await clinic.addPerson('SDR'))
    const rows = await clinic.sql<{ row: string }>('select to_jsonb(s)::text as row from sessions s')
    expect(rows.map(({ row }) => row).join()).not.toContain(at.cookies.get('session'))
  })

  test('ends when the role changes: the old id is refused, and signing in again gives the new rights (B1)', async () => {
    const person = await clinic.addPerson('SDR')
    const at = await signedIn(clinic, person)
    const old = at.cookies.get('session') ?? ''
    await clinic.as(clinic.people.admin).patch(`/users/${person.id}`, { role: 'Admin' })
    expect(await status(replay(old))).toBe(401)
    expect((await (await signedIn(clinic, person)).ask('GET', '/me')).body.role).toBe('Admin')
  })

  test('ends after 15 idle minutes, within a minute, and after 12 hours of steady use (B2)', async () => {
    const idle = await signedIn(clinic, await clinic.addPerson('SDR'))
    clock.pass({ minutes: 14 })
    expect(await status(idle)).toBe(200)
    clock.pass({ minutes: 14, seconds: 59 })
    expect(await status(idle)).toBe(200)
    clock.pass({ minutes: 15, seconds: 1 })
    expect(await status(idle)).toBe(401)

    const busy = await signedIn(clinic, await clinic.addPerson('SDR'))
    for (let minute = 10; minute < 12 * 60; minute += 10) {
      clock.pass({ minutes: 10 })
      expect(await status(busy)).toBe(200)
    }
    clock.pass({ minutes: 10 })
    expect(await status(busy)).toBe(401)
  })

  test('a stream that asks again by itself does not keep it alive (B2)', async () => {
    const at = await signedIn(clinic, await clinic.addPerson('SDR'))
    const { openAuth } = await import('./auth.ts')
    const { house } = clinic.app
    const config = { ...readConfig({}), sessionSecret: house.secret }
    const auth = await openAuth({ config, database: house.database, listener: house.listener, now: clock.now, onError: () => undefined })
    const request = { headers: { cookie: `session=${at.cookies.get('session')}` } } as never
    for (let minute = 0; minute < 14; minute++) {
      clock.pass({ minutes: 1 })
      expect(await auth.recheck(request)).toBeDefined()
    }
    clock.pass({ minutes: 2 })
    expect(await auth.recheck(request)).toBeUndefined()
    await auth.close()
  })

  test('is refused everywhere after signing out, and its page may not be kept (B4)', async () => {
    const at = await signedIn(clinic, await clinic.addPerson('SDR'))
    const old = at.cookies.get('session') ?? ''
    const out = await at.ask('POST', '/auth/sign-out')
    expect(out.status).toBe(204)
    expect(out.headers['clear-site-data']).toContain('cache')
    expect(out.headers['cache-control']).toBe('no-store')
    expect(at.cookies.has('session')).toBe(false)
    for (const path of ['/me', '/leads', '/contacts', '/users']) expect(await status(replay(old), path)).toBe(401)
    expect((await at.ask('POST', '/auth/sign-out')).status).toBe(204)
  })

  test('can be seen and ended by its owner only', async () => {
    const person = await clinic.addPerson('SDR')
    const [at, other] = [await signedIn(clinic, person), await signedIn(clinic, person)]
    const stranger = await signedIn(clinic, await clinic.addPerson('SDR'))
    const { body } = await at.ask<{ data: { id: number; isCurrent: boolean }[] }>('GET', '/me/sessions')
    expect(body.data.map(({ isCurrent }) => isCurrent).sort()).toEqual([false, true])
    const id = body.data.find(({ isCurrent }) => !isCurrent)?.id
    expect((await stranger.ask('DELETE', `/me/sessions/${id}`)).status).toBe(404)
    expect(await status(other)).toBe(200)
    expect((await at.ask('DELETE', `/me/sessions/${id}`)).status).toBe(204)
    expect(await status(other)).toBe(401)
    expect(await status(at)).toBe(200)
  })

  test('all others end with a changed password, and every token; this one goes on under a new id (B6)', async () => {
    const person = await clinic.addPerson('SDR')
    const [at, other] = [await signedIn(clinic, person), await signedIn(clinic, person)]
    const old = at.cookies.get('session') ?? ''
    const change = { currentPassword: password, password: 'another river stone' }
    expect((await at.ask('POST', '/auth/password', { ...change, currentPassword: 'not it at all' })).status).toBe(400)
    expect((await at.ask('POST', '/auth/password', change)).status).toBe(204)
    expect(await status(at)).toBe(200)
    expect(await status(replay(old))).toBe(401)
    expect(await status(other)).toBe(401)
    expect((await clinic.as(person).get('/me')).status).toBe(401)
    const rows = await clinic.sql<{ alive: number }>(
      'select (select count(*) from sessions where user_id = $1)::int + (select count(*) from api_tokens where user_id = $1)::int as alive',
      [person.id],
    )
    expect(rows[0]?.alive).toBe(1)
  })
})

describe('a deactivated user (B5)', () => {
  test('is refused on the next request, by session and by token, and may not sign in', async () => {
    const person = await clinic.addPerson('Health Coach')
    const at = await signedIn(clinic, person)
    expect(await status(at)).toBe(200)
    await clinic.as(clinic.people.admin).patch(`/users/${person.id}`, { isActive: false })
    expect(await status(at)).toBe(401)
    expect((await clinic.as(person).get('/leads')).status).toBe(401)
    expect((await visitor(clinic).ask('POST', '/auth/sign-in', { email: person.email, password })).status).toBe(401)
  })

  test('is refused within a second by another instance that knew them, and streams are told', async () => {
    const person = await clinic.addPerson('SDR')
    const at = await signedIn(clinic, person)
    const { url, ownerUrl } = clinic.database
    const database = await openDatabase({ ownerUrl, appUrl: url, dataDir: '/nowhere', pooler: 'none', poolSize: 2 })
    const config = { ...readConfig({ NODE_ENV: 'test' }), sessionSecret: clinic.app.house.secret }
    const other = { app: await buildApp({ config, database, log: false, now: clock.now }) }
    const there = visitor(other, { headers: { cookie: `session=${at.cookies.get('session')}` } })
    expect(await status(there)).toBe(200)
    const told: unknown[] = []
    other.app.house.listener.on('identity', (payload) => void told.push(payload))
    await clinic.as(clinic.people.admin).patch(`/users/${person.id}`, { isActive: false })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await status(there)).toBe(401)
    expect(told).toContain(String(person.id))
    await other.app.close()
    await database.close()
  })

  test('a change made past the API counts as well', async () => {
    const person = await clinic.addPerson('SDR')
    const at = await signedIn(clinic, person)
    expect(await status(at)).toBe(200)
    await clinic.sql('update users set is_active = false where id = $1', [person.id])
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await status(at)).toBe(401)
  })
})

describe('cookies (B7)', () => {
  test('behind TLS are __Host-, Secure, HttpOnly, SameSite=Lax and small; on plain localhost they keep the rest', async () => {
    const { url, ownerUrl } = clinic.database
    const database = await openDatabase({ ownerUrl, appUrl: url, dataDir: '/nowhere', pooler: 'none', poolSize: 2 })
    const config = { ...readConfig({ NODE_ENV: 'test', PUBLIC_URL: 'https://crm.clinic.example' }), sessionSecret: clinic.app.house.secret }
    const secure = { app: await buildApp({ config, database, log: false, now: clock.now }) }
    const person = await clinic.addPerson('SDR')
    await givePassword(clinic, person)
    const [plain, behindTls] = [visitor(clinic), visitor(secure)]
    for (const at of [plain, behindTls]) {
      await at.ask('POST', '/auth/sign-in', { email: person.email, password })
      expect(await status(at)).toBe(200)
      await at.ask('POST', '/auth/sign-out')
    }
    expect(behindTls.setCookies.length).toBe(3)
    for (const line of behindTls.setCookies)
      expect(line).toMatch(/^__Host-\w+=[\w.-]*; Path=\/; HttpOnly; SameSite=Lax; Secure(; Max-Age=\d+)?$/)
    for (const line of plain.setCookies) expect(line).toMatch(/^\w+=[\w.-]*; Path=\/; HttpOnly; SameSite=Lax(; Max-Age=\d+)?$/)
    for (const line of [...plain.setCookies, ...behindTls.setCookies]) expect(line.length).toBeLessThanOrEqual(4096)
    await secure.app.close()
    await database.close()
  })
})

describe('requests that other sites make (B8)', () => {
  const endpoints: Endpoint[] = Object.values(api).flatMap((room) => Object.values(room))

  test('no unsafe route takes a cookie from a foreign origin, without one, or from a form', async () => {
    const at = await signedIn(clinic, clinic.people.admin)
    const cookie = `session=${at.cookies.get('session')}`
    const attacks: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'http://localhost:80', 'sec-fetch-site': 'cross-site' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-type': 'text/plain' },
    ]
    let refused = 0
    const rules: Record<string, RouteRule> = routePolicy
    // Routes for other sites' pages know nobody, whatever cookie comes along.
    const unsafe = endpoints.filter(({ method, key }) => method !== 'GET' && rules[key] !== 'world')
    for (const { method, path, key } of unsafe) {
      for (const headers of attacks) {
        const { statusCode } = await clinic.app.inject({
          method,
          url: `/api/v1${path.replace(/:\w+/g, '1')}`,
          headers: { cookie, ...headers },
          ...(headers['content-type'] ? { payload: 'a=1' } : {}),
        })
        // Those of the portal take no cookie of the staff from anywhere.
        const refusal = rules[key] === 'patient' ? / 401$/ : / 403$/
        expect(`${method} ${path} ${JSON.stringify(headers)} ${statusCode}`).toMatch(refusal)
        refused += 1
      }
    }
    report(`Cross-site requests refused: ${refused}`)
    expect(await status(at)).toBe(200)
  })

  test('JSON sent as text or as a form is refused even from our own pages', async () => {
    const at = await signedIn(clinic, clinic.people.admin)
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const { statusCode } = await clinic.app.inject({
        method: 'POST',
        url: '/api/v1/leads',
        headers: { cookie: `session=${at.cookies.get('session')}`, 'sec-fetch-site': 'same-origin', 'content-type': type },
        payload: JSON.stringify({ firstName: 'A', lastName: 'B', email: 'a@b.example' }),
      })
      expect(statusCode).toBe(415)
    }
  })
})
