/** Several instances of the real server on one database. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../test/app.ts'
import { startBalancer } from '../test/balancer.ts'
import { counts, tell } from '../test/counts.ts'
import { freePort } from '../test/free-port.ts'
import { type Run, runServer } from '../test/run-server.ts'
import { signIn } from '../test/sign-in.ts'
import { givePassword, password } from '../test/visitor.ts'

const home = mkdtempSync(join(tmpdir(), 'healthcrm-side-'))
let clinic: TestApp
let ports: number[]
let servers: Run[]

/** Each has a data folder of its own, and the same secret and login. */
function run(at: number): Run {
  const port = String(ports[at])
  const { ownerUrl, url } = clinic.database
  return runServer({
    env: {
      PORT: port,
      DATA_DIR: join(home, port),
      DATABASE_URL: ownerUrl,
      DATABASE_APP_URL: url,
      SESSION_SECRET: 'qW7zR2mX9pL4vN8cB1kT6hJ3fD5sG0aY',
      // Longer than who sends requests here takes to ask again, on a machine that has much else to do.
      DRAIN_SECONDS: '4',
      LOG_LEVEL: 'error',
    },
  })
}

beforeAll(async () => {
  clinic = await testApp()
  ports = [await freePort(), await freePort()]
  servers = [run(0), run(1)]
  await Promise.all(servers.map((server) => server.ready()))
})
afterAll(async () => {
  await Promise.all((servers ?? []).map((server) => server.ended('SIGTERM')))
  await clinic?.close()
  rmSync(home, { recursive: true, force: true })
})

const at = (instance: number) => `http://localhost:${ports[instance]}`
const call = (instance: number, method: string, path: string, more: { headers?: Record<string, string>; body?: unknown } = {}) =>
  fetch(`${at(instance)}/api/v1${path}`, {
    method,
    headers: { origin: at(instance), ...(more.body ? { 'content-type': 'application/json' } : {}), ...more.headers },
    ...(more.body ? { body: JSON.stringify(more.body) } : {}),
  })

test('a session made at one instance holds at the other, and ends at both', async () => {
  const { sdr } = clinic.people
  await givePassword(clinic, sdr)
  const headers = { cookie: await signIn(at(0), { email: sdr.email, password }) }
  expect((await call(1, 'GET', '/leads', { headers })).status).toBe(200)
  expect((await call(1, 'POST', '/auth/sign-out', { headers })).status).toBe(204)
  await expect.poll(async () => (await call(0, 'GET', '/leads', { headers })).status, { timeout: 1_000, interval: 50 }).toBe(401)
})

test('guesses at both instances count together', async () => {
  const { coach } = clinic.people
  await givePassword(clinic, coach)
  const statuses: number[] = []
  for (let guess = 0; guess < 12; guess++) {
    statuses.push((await call(guess % 2, 'POST', '/auth/sign-in', { body: { email: coach.email, password: 'not the password' } })).status)
  }
  expect(statuses.filter((status) => status === 401).length).toBe(10)
  expect(statuses.slice(-2)).toEqual([429, 429])
})

test('what was sent twice with one key is done once, wherever it arrives', async () => {
  const headers = { authorization: `Bearer ${clinic.people.sdr.token}`, 'idempotency-key': 'the same to both' }
  const body = { firstName: 'Ann', lastName: 'Twice', email: 'twice@example.com' }
  const [one, other] = await Promise.all([0, 1].map((instance) => call(instance, 'POST', '/leads', { headers, body })))
  expect([one?.status, other?.status].filter((status) => status === 201 || status === 409).length).toBe(2)
  expect(await clinic.sql("select count(*)::int as count from leads where email = 'twice@example.com'")).toEqual([{ count: 1 }])
})

const changes = counts(50, 1000)

test('a setting changed at one instance is never read stale at the other by who changed it', async () => {
  const headers = { authorization: `Bearer ${clinic.people.admin.token}` }
  const stale: string[] = []
  for (let turn = 0; turn < changes; turn++) {
    const name = `Northgate ${turn}`
    await call(1, 'GET', '/settings/clinic', { headers })
    expect((await call(0, 'PATCH', '/settings/clinic', { headers, body: { name } })).status).toBe(200)
    const { name: read } = (await (await call(1, 'GET', '/settings/clinic', { headers })).json()) as { name: string }
    if (read !== name) stale.push(`${read} instead of ${name}`)
  }
  tell(`Kept settings: ${changes} changes at one process, ${stale.length} read stale at the other`)
  expect(stale).toEqual([])
})

const restarts = counts(1, 10)
const workers = 6

test('a rolling restart under load fails no request (I7)', { timeout: 600_000 }, async () => {
  const balancer = await startBalancer(ports)
  expect(balancer.ready()).toBe(2)
  const stopped = new AbortController()
  const tally = { requests: 0, acknowledged: 0, failed: [] as string[] }
  const load = Array.from({ length: workers }, (_, worker) => work(balancer.address, { worker, isStopped: stopped.signal, tally }))
  const seconds: number[] = []
  for (let restart = 0; restart < restarts; restart++) {
    const which = restart % 2
    const began = performance.now()
    expect(await servers[which]?.ended('SIGTERM')).toBe(0)
    seconds.push((performance.now() - began) / 1000)
    servers[which] = run(which)
    await servers[which]?.ready()
    while (balancer.ready() < 2) await sleep(20)
  }
  stopped.abort()
  await Promise.all(load)
  await balancer.close()
  tell(
    `I7: ${restarts} restarts, ${tally.requests} requests, ${tally.failed.length} failed; a stop took ${Math.max(...seconds).toFixed(1)} s at the most`,
  )
  expect(tally.failed).toEqual([])
  expect(Math.max(...seconds)).toBeLessThan(30)
  const [kept] = await clinic.sql<{ count: number }>("select count(*)::int as count from leads where email like 'load-%'")
  expect(kept?.count).toBe(tally.acknowledged)
})

interface Load {
  worker: number
  isStopped: AbortSignal
  tally: { requests: number; acknowledged: number; failed: string[] }
}

/** Adds leads and looks at lists, one after the other. */
async function work(address: string, { worker, isStopped, tally }: Load): Promise<void> {
  const authorization = `Bearer ${clinic.people.sdr.token}`
  for (let turn = 0; !isStopped.aborted; turn++) {
    const adds = turn % 2 === 0
    const body = JSON.stringify({ firstName: 'Ann', lastName: 'Lee', email: `load-${worker}-${turn}@example.com` })
    const answer = await fetch(`${address}/api/v1/leads`, {
      headers: { authorization, ...(adds ? { 'content-type': 'application/json' } : {}) },
      ...(adds ? { method: 'POST', body } : {}),
    })
    await answer.arrayBuffer()
    tally.requests += 1
    if (adds && answer.status === 201) tally.acknowledged += 1
    if (answer.status !== (adds ? 201 : 200)) tally.failed.push(`${answer.status} ${answer.statusText}`)
    await sleep(10)
  }
}
