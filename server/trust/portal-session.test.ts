/** What is promised of sessions, links and identity, for the patient's session (A9, A10, A11, B7, B8). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { api } from '../../shared/api.ts'
import type { Endpoint } from '../../shared/contract.ts'
import type { RouteRule } from '../../shared/policy/roles.ts'
import { routePolicy } from '../../shared/policy/routes.ts'
import { system, writeAs } from '../db/actor.ts'
import { makePortalLink } from '../portal/links.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { signedInPatient as signedInOnHttp } from '../test/patient.ts'
import { report } from '../test/report.ts'
import { password, visitor } from '../test/visitor.ts'

let clinic: TestApp
const ourOrigin = 'https://crm.clinic.example'
const ours = { headers: { origin: ourOrigin } }
beforeAll(async () => {
  clinic = await testApp({ env: { PUBLIC_URL: ourOrigin } })
})
afterAll(() => clinic.close())

/** Behind TLS the cookie has another name. */
async function signedInPatient(clinic: TestApp) {
  const patient = await signedInOnHttp(clinic)
  patient.at.cookies.set('__Host-portal', patient.at.cookies.get('portal') ?? '')
  patient.at.cookies.delete('portal')
  return patient
}

const rules: Record<string, RouteRule> = routePolicy
const endpoints = Object.values(api).flatMap((room) => Object.values(room) as Endpoint[])
const ofPatients = endpoints.filter(({ key }) => rules[key] === 'patient')
const pathOf = ({ path }: Endpoint) => path.replace(/:\w+/g, '1')
const linkOf = (leadId: number) =>
  writeAs(clinic.database, system, (db) => makePortalLink(db, { kind: 'reset', leadId, origin: ourOrigin, now: new Date() }))
const emailOf = async (id: number) => String((await clinic.sql('select email from leads where id = $1', [id]))[0]?.email)

test('each cookie of the portal is __Host-, Secure, HttpOnly, SameSite=Lax and small behind TLS (B7)', async () => {
  const leadId = await build.lead(clinic)
  await clinic.as(clinic.people.admin).put(`/leads/${leadId}/portal-access`)
  const at = visitor(clinic, ours)
  const token = (await linkOf(leadId)).split('#token=')[1]
  expect((await at.ask('POST', '/portal/auth/password', { token, password })).status).toBe(204)
  expect((await at.ask('POST', '/portal/auth/sign-in', { email: await emailOf(leadId), password })).status).toBe(200)
  expect((await at.ask('POST', '/portal/auth/sign-out')).status).toBe(204)
  expect(at.setCookies.length).toBeGreaterThanOrEqual(2)
  for (const line of at.setCookies) {
    expect(line).toMatch(/^__Host-[\w-]+=[\w.-]*; Path=\/; HttpOnly; SameSite=Lax; Secure(; Max-Age=\d+)?$/)
    expect(line.length).toBeLessThanOrEqual(4096)
  }
})

test('no link carries a forged Host: it is our own address, whatever the request names (A9)', async () => {
  const leadId = await build.lead(clinic)
  const forged = { headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' } }
  const { body } = await clinic.as(clinic.people.admin).put<{ invitationUrl: string }>(`/leads/${leadId}/portal-access`, undefined, forged)
  expect(body.invitationUrl).toMatch(/^https:\/\/crm\.clinic\.example\/portal\/[\w/-]+#token=/)
})

test('a link changes the password of its own person alone, whatever the request says (A9)', async () => {
  const [own, other] = [await build.lead(clinic), await build.lead(clinic)]
  for (const id of [own, other]) await clinic.as(clinic.people.admin).put(`/leads/${id}/portal-access`)
  const token = (await linkOf(own)).split('#token=')[1]
  const said = await visitor(clinic, ours).ask('POST', '/portal/auth/password', {
    token,
    password,
    leadId: other,
    email: await emailOf(other),
  })
  expect(said.status).toBe(400)
  const byQuery = await visitor(clinic, ours).ask('POST', `/portal/auth/password?leadId=${other}`, { token, password })
  expect(byQuery.status).toBe(400)
  expect((await visitor(clinic, ours).ask('POST', '/portal/auth/password', { token, password })).status).toBe(204)
  const hashes = await clinic.sql('select id, password_hash is not null as has from leads where id = any($1) order by id', [[own, other]])
  expect(hashes).toEqual([
    { id: own, has: true },
    { id: other, has: false },
  ])
})

test('who arrives again by the public form, or is invited again, keeps password and sessions as they are (A10)', async () => {
  const { leadId, at } = await signedInPatient(clinic)
  await clinic.sql(`update leads set password_hash = 'kept as it is' where id = $1`, [leadId])
  await clinic.as(clinic.people.admin).put(`/leads/${leadId}/portal-access`)
  const namesake = await build.lead(clinic, { email: (await emailOf(leadId)).toUpperCase() })
  expect((await clinic.as(clinic.people.admin).put(`/leads/${namesake}/portal-access`)).status).toBe(409)
  expect(await clinic.sql('select password_hash from leads where id = $1', [leadId])).toEqual([{ password_hash: 'kept as it is' }])
  expect(await clinic.sql('select from portal_sessions where lead_id = $1', [namesake])).toEqual([])
  expect((await at.ask('GET', '/portal/me')).status).toBe(200)
})

test('nobody is somebody else by saying so, in headers, query or body of any route of the portal (A11)', async () => {
  const [own, other] = [await signedInPatient(clinic), await signedInPatient(clinic)]
  const email = await emailOf(other.leadId)
  const headers = {
    origin: ourOrigin,
    ...Object.fromEntries(
      ['x-user-id', 'x-lead-id', 'x-forwarded-user', 'x-remote-user', 'x-original-user', 'sub', 'role'].map((name) => [
        name,
        String(other.leadId),
      ]),
    ),
  }
  const claims = { leadId: other.leadId, userId: other.leadId, email, role: 'Admin', sub: String(other.leadId) }
  let asked = 0
  for (const endpoint of ofPatients) {
    if (endpoint.method === 'GET') {
      const plain = await own.at.ask('GET', pathOf(endpoint), undefined, ours)
      const claimed = await own.at.ask('GET', pathOf(endpoint), undefined, { headers })
      const strip = (text: string) => text.replace(/"(requestId|madeAt|lastSeenAt|at)":"[^"]*"/g, '')
      expect(claimed.status, endpoint.key).toBe(plain.status)
      expect(claimed.text, endpoint.key).not.toContain(email)
      if (!/data|looks|calendar/.test(endpoint.path)) expect(strip(claimed.text), endpoint.key).toBe(strip(plain.text))
      const query = await own.at.ask('GET', `${pathOf(endpoint)}?leadId=${other.leadId}`, undefined, ours)
      expect(query.status, `${endpoint.key} by query`).toBe(400)
      asked += 3
      continue
    }
    // Signing out and ending sessions would end the one that asks.
    if (/sessions|sign-out/.test(endpoint.path) || endpoint.parts.consumes) continue
    const { status, text } = await own.at.ask(endpoint.method as 'POST', pathOf(endpoint), claims, { headers })
    expect([400, 404, 409, 412, 413, 415], `${endpoint.key} answered ${status}`).toContain(status)
    expect(text, endpoint.key).not.toContain(email)
    asked += 1
  }
  report(`Identity claimed of another patient: ${asked} requests to ${ofPatients.length} routes of the portal, 0 believed`)
  expect(asked).toBeGreaterThan(50)
  expect((await own.at.ask('GET', '/portal/me', undefined, ours)).body).toMatchObject({ leadId: own.leadId })
  const touched = await clinic.sql(`select action from activity_logs where entity_type = 'lead' and entity_id = $1 and user_id is null`, [
    other.leadId,
  ])
  expect(touched).toEqual([])
})

test('no unsafe route of the portal takes the cookie from a foreign origin, without one, or from a form (B8)', async () => {
  const { leadId, at } = await signedInPatient(clinic)
  const before = await clinic.sql('select * from leads where id = $1', [leadId])
  const unsafe = ofPatients.filter(({ method }) => method !== 'GET')
  let asked = 0
  for (const endpoint of unsafe) {
    for (const headers of [
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.crm.clinic.example', 'sec-fetch-site': 'same-site' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'cross-site' },
    ] as Record<string, string>[]) {
      const { status } = await at.ask(endpoint.method as 'POST', pathOf(endpoint), endpoint.parts.body ? {} : undefined, { headers })
      expect([401, 403, 415], `${endpoint.key} with ${JSON.stringify(headers)} answered ${status}`).toContain(status)
      asked += 1
    }
    if (!endpoint.parts.body) continue
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const response = await clinic.app.inject({
        method: endpoint.method as 'POST',
        url: `/api/v1${pathOf(endpoint)}`,
        headers: { origin: ourOrigin, 'content-type': type, cookie: [...at.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        payload: '{}',
      })
      expect([401, 403, 415], `${endpoint.key} as ${type} answered ${response.statusCode}`).toContain(response.statusCode)
      asked += 1
    }
  }
  report(`Foreign pages and forms: ${asked} requests to ${unsafe.length} unsafe routes of the portal, 0 taken`)
  expect(await clinic.sql('select * from leads where id = $1', [leadId])).toEqual(before)
})
