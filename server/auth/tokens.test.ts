import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { api } from '../../shared/api.ts'
import type { Endpoint } from '../../shared/contract.ts'
import type { RouteRule } from '../../shared/policy/roles.ts'
import { routePolicy } from '../../shared/policy/routes.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { report } from '../test/report.ts'
import { signedIn, testClock, type Visitor, visitor } from '../test/visitor.ts'

const rules: Record<string, RouteRule> = routePolicy
const clock = testClock()
let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp({ now: clock.now })
})
afterAll(() => clinic.close())

interface Made {
  id: number
  token: string
  scope: string
}
const make = async (at: Visitor, body: object = {}) => (await at.ask<Made>('POST', '/tokens', { name: 'Importer', ...body })).body
const holder = (token: string) => ({
  ask: (method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown) =>
    visitor(clinic, { headers: { authorization: `Bearer ${token}` } }).ask(method, path, body),
})

describe('an API token (A12)', () => {
  test('is made by somebody signed in, for themselves alone, and shown once', async () => {
    expect((await visitor(clinic).ask('POST', '/tokens', { name: 'x' })).status).toBe(401)
    const at = await signedIn(clinic, clinic.people.sdr)
    expect((await at.ask('POST', '/tokens', { name: 'x', userId: clinic.people.admin.id })).status).toBe(400)
    const { id, token } = await make(at)
    expect(token).toMatch(/^hcrm_[\w-]{43}$/)
    const listed = await at.ask('GET', '/tokens')
    expect(listed.text).toContain(`"id":${id},`)
    expect(listed.text).not.toContain(token)
    const rows = await clinic.sql<{ row: string }>('select to_jsonb(t)::text as row from api_tokens t')
    expect(rows.map(({ row }) => row).join()).not.toContain(token.slice(5))
    expect((await holder(token).ask('GET', '/me')).body).toMatchObject({ id: clinic.people.sdr.id, role: 'SDR', session: { via: 'token' } })
  })

  test('that is revoked, expired, changed by a letter or missing its user is refused', async () => {
    const person = await clinic.addPerson('SDR')
    const at = await signedIn(clinic, person)
    const [revoked, expiring, kept] = [
      await make(at),
      await make(at, { expiresAt: new Date(clock.now().getTime() + 60_000).toISOString() }),
      await make(at),
    ]
    for (const { token } of [revoked, expiring, kept]) expect((await holder(token).ask('GET', '/me')).status).toBe(200)
    expect((await at.ask('DELETE', `/tokens/${revoked.id}`)).status).toBe(204)
    expect((await holder(revoked.token).ask('GET', '/me')).status).toBe(401)
    clock.pass({ minutes: 2 })
    expect((await holder(expiring.token).ask('GET', '/me')).status).toBe(401)
    expect((await holder(`${kept.token.slice(0, -1)}-`).ask('GET', '/me')).status).toBe(401)
    await clinic.as(clinic.people.admin).patch(`/users/${person.id}`, { isActive: false })
    expect((await holder(kept.token).ask('GET', '/me')).status).toBe(401)
    await clinic.as(clinic.people.admin).patch(`/users/${person.id}`, { isActive: true })
    expect((await holder(kept.token).ask('GET', '/me')).status).toBe(401)
  })

  test('that is bad is a 401 even with a good cookie', async () => {
    const at = await signedIn(clinic, clinic.people.sdr)
    for (const authorization of ['Bearer hcrm_nothing', 'Bearer', 'Basic YTpi', 'Bearer a b']) {
      expect((await at.ask('GET', '/me', undefined, { headers: { authorization } })).status).toBe(401)
    }
  })

  test('to read may not change anything on any route', async () => {
    const at = await signedIn(clinic, clinic.people.admin)
    const { token } = await make(at, { scope: 'read' })
    const endpoints: Endpoint[] = Object.values(api).flatMap((room) => Object.values(room))
    let refused = 0
    for (const { method, path, key } of endpoints) {
      // Open to anyone, they go by no token: signing in, set-up, public forms, messages that are signed themselves.
      if (method === 'GET' || rules[key] === 'anyone' || rules[key] === 'world') continue
      const { status } = await visitor(clinic, { headers: { authorization: `Bearer ${token}` } }).ask(
        method as 'POST',
        path.replace(/:\w+/g, '1'),
      )
      // The portal knows no tokens at all.
      expect(`${method} ${path} ${status}`).toMatch(rules[key] === 'patient' ? / 401$/ : / 403$/)
      refused += 1
    }
    report(`Routes that a read token may not use: ${refused}`)
    expect((await holder(token).ask('GET', '/leads')).status).toBe(200)
  })

  test('follows its user’s role down at once', async () => {
    const person = await clinic.addPerson('Admin')
    const { token } = await make(await signedIn(clinic, person))
    expect((await holder(token).ask('GET', '/settings/sign-in')).status).toBe(200)
    await clinic.as(clinic.people.admin).patch(`/users/${person.id}`, { role: 'SDR' })
    expect((await holder(token).ask('GET', '/settings/sign-in')).status).toBe(403)
  })

  test('cannot make tokens, change the password or touch the second factor', async () => {
    const { token } = await make(await signedIn(clinic, clinic.people.sdr))
    const program = holder(token)
    expect((await program.ask('POST', '/tokens', { name: 'child' })).status).toBe(403)
    expect((await program.ask('POST', '/auth/password', { currentPassword: 'x', password: 'a brand new stone' })).status).toBe(403)
    expect((await program.ask('POST', '/me/second-factor', { password: 'x' })).status).toBe(403)
  })

  test('is made once for an Idempotency-Key, and the stored answer does not show it', async () => {
    const at = await signedIn(clinic, clinic.people.sdr)
    const twice = [0, 1].map(() => at.ask<Made>('POST', '/tokens', { name: 'Once' }, { headers: { 'idempotency-key': 'token-once' } }))
    const [one, other] = await Promise.all(twice)
    expect(other?.text).toBe(one?.text)
    const stored = await clinic.sql<{ body: string }>(`select body from idempotency_keys where key = 'token-once'`)
    expect(stored.length).toBe(1)
    expect(stored[0]?.body).not.toContain('hcrm_')
    expect((await holder(one?.body.token ?? '').ask('GET', '/me')).status).toBe(200)
  })

  test('of somebody else is not found', async () => {
    const { id } = await make(await signedIn(clinic, clinic.people.sdr))
    const other = await signedIn(clinic, clinic.people.otherSdr)
    expect((await other.ask('DELETE', `/tokens/${id}`)).status).toBe(404)
    expect((await other.ask<{ data: { id: number }[] }>('GET', '/tokens')).body.data.map((token) => token.id)).not.toContain(id)
  })

  test('may not end in the past', async () => {
    const at = await signedIn(clinic, clinic.people.sdr)
    const answer = await at.ask<{ errors: { path: string }[] }>('POST', '/tokens', { name: 'x', expiresAt: '2020-01-01T00:00:00Z' })
    expect(answer.status).toBe(400)
    expect(answer.body.errors[0]?.path).toBe('expiresAt')
  })
})

describe('who a request says it comes from (A11)', () => {
  const claims = (id: number, email: string) => ({ userId: id, email, role: 'Admin', sub: String(id), actorId: id, ownerUserId: id })

  test('never changes who it comes from: not in headers, query or body, on any route', async () => {
    const at = await signedIn(clinic, clinic.people.sdr)
    const { id, email } = clinic.people.admin
    const headers = {
      'x-user-id': String(id),
      'x-forwarded-user': email,
      'x-remote-user': email,
      'x-role': 'Admin',
      'remote-user': email,
      from: email,
    }
    const actsOfAdmin = () => clinic.sql('select count(*) from activity_logs where user_id = $1', [id])
    const before = await actsOfAdmin()
    const plain = await at.ask('GET', '/me')
    expect((await at.ask('GET', '/me', undefined, { headers })).text).toBe(plain.text)
    const endpoints: Endpoint[] = Object.values(api).flatMap((room) => Object.values(room))
    for (const { method, path } of endpoints.filter(({ path }) => !path.startsWith('/auth/') && path !== '/setup' && path !== '/events')) {
      const url = path.replace(/:\w+/g, '2147483647')
      const body = method === 'GET' || method === 'DELETE' ? undefined : {}
      const honest = await at.ask(method as 'POST', url, body)
      const withHeaders = await at.ask(method as 'POST', url, body, { headers })
      expect(honest.status).toBeLessThan(500)
      expect(`${path} ${withHeaders.status}`).toBe(`${path} ${honest.status}`)
      const inQuery = await at.ask(method as 'POST', `${url}?${new URLSearchParams(claims(id, email) as never)}`, body)
      expect([400, 401, 403, 404, 405, 415, honest.status]).toContain(inQuery.status)
      if (body)
        expect([400, 403, 404, 415, honest.status]).toContain(
          (await at.ask(method as 'POST', url, { ...body, ...claims(id, email) })).status,
        )
    }
    expect((await at.ask('GET', '/me')).text).toBe(plain.text)
    expect(await actsOfAdmin()).toEqual(before)
  })
})
