import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { api } from '../../shared/api.ts'
import type { Endpoint } from '../../shared/contract.ts'
import type { RouteRule } from '../../shared/policy/roles.ts'
import { routePolicy } from '../../shared/policy/routes.ts'
import { type Person, type TestApp, testApp } from '../test/app.ts'
import { tell } from '../test/counts.ts'
import { signedInPatient } from '../test/patient.ts'

let it: TestApp
beforeAll(async () => {
  it = await testApp()
})
afterAll(() => it.close())

const endpoints = Object.values(api).flatMap((room) => Object.values(room) as Endpoint[])
const rules = routePolicy as Record<string, RouteRule>

/** An address nothing lives at: the gate answers before any row is looked for. */
const addressOf = ({ path }: Endpoint) => path.replace(/:[a-zA-Z]+/g, '2147483000')

describe('the routes and the policy', () => {
  test('every contract has a rule and every rule a contract', () => {
    const keys = endpoints.map(({ key }) => key)
    expect([...keys].sort()).toEqual(Object.keys(routePolicy).sort())
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('every contract is served, and the server serves nothing of the API besides', () => {
    const document = it.app.swagger() as { paths: Record<string, Record<string, unknown>> }
    const served = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    expect(served.sort()).toEqual(endpoints.map(({ key }) => key).sort())
  })

  test('each role passes the gate of each route exactly as the table says', async () => {
    const { sdr, coach, admin } = it.people
    const callers: (Person | undefined)[] = [undefined, sdr, coach, admin]
    let cells = 0
    const wrong: string[] = []
    for (const endpoint of endpoints) {
      for (const caller of callers) {
        const status = await knock(endpoint, bearer(caller))
        const expected = expectation(endpoint, caller)
        if (!expected(status)) wrong.push(`${endpoint.key} as ${caller?.role ?? 'anonymous'}: ${status}`)
        cells += 1
      }
    }
    tell(`Matrix: ${cells} cells (${endpoints.length} routes x ${callers.length} callers)`)
    expect(wrong).toEqual([])
  })

  test('no route answers what was begun for somebody else than who is signed in by now', async () => {
    const patient = await signedInPatient(it)
    const portal = { cookie: `portal=${patient.at.cookies.get('portal')}`, 'sec-fetch-site': 'same-origin' }
    const wrong: string[] = []
    for (const endpoint of endpoints.filter(({ key }) => rules[key] !== 'world')) {
      const who = rules[endpoint.key] === 'patient' ? portal : bearer(it.people.admin)
      for (const meant of ['2147483001', 'somebody', '']) {
        const status = await knock(endpoint, { ...who, 'signed-in-as': meant })
        if (status !== 401) wrong.push(`${endpoint.key} for ${meant}: ${status}`)
      }
    }
    expect(wrong).toEqual([])
    expect((await patient.at.ask('GET', '/portal/me', undefined, { headers: { 'signed-in-as': String(patient.leadId) } })).status).toBe(200)
    const { admin } = it.people
    expect((await it.as(admin).get('/me', { headers: { 'signed-in-as': String(admin.id) } })).status).toBe(200)
  })
})

const bearer = (caller: Person | undefined): Record<string, string> => (caller ? { authorization: `Bearer ${caller.token}` } : {})

/** Streams are left once their headers are there. */
async function knock(endpoint: Endpoint, headers: Record<string, string>): Promise<number> {
  if (endpoint.parts.produces === 'text/event-stream') return knockOnStream(endpoint, headers)
  const response = await it.app.inject({
    method: endpoint.method,
    url: `/api/v1${addressOf(endpoint)}`,
    headers,
    ...(endpoint.method === 'GET' || endpoint.method === 'DELETE' ? {} : { payload: {} }),
  })
  return response.statusCode
}

async function knockOnStream(endpoint: Endpoint, headers: Record<string, string>): Promise<number> {
  await it.app.listen({ port: 0, host: '127.0.0.1' }).catch(() => undefined)
  const address = it.app.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const abort = new AbortController()
  const response = await fetch(`http://127.0.0.1:${port}/api/v1${addressOf(endpoint)}`, {
    headers,
    signal: abort.signal,
  })
  abort.abort()
  return response.status
}

/** Past the gate an empty body or an unknown id is refused with 400 or 404; 401 and 403 are the gate's alone. */
function expectation({ key }: Endpoint, caller: Person | undefined): (status: number) => boolean {
  const rule = rules[key]
  if (rule === undefined) return () => false
  if (rule === 'anyone' || rule === 'world') return (status) => status < 500
  if (!caller || rule === 'patient') return (status) => status === 401
  if (!rule.includes(caller.role)) return (status) => status === 403
  return (status) => status !== 401 && status !== 403 && status < 500
}
