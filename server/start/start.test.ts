import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { expect, inject, test } from 'vitest'
import { runningOwnerUrl } from '../db/embedded/embedded.ts'
import { databaseAt } from '../test/cluster.ts'
import { connect, nothingRuns, queryAt, testFolders } from '../test/data-folders.ts'
import { processesWith, runServer } from '../test/run-server.ts'

const folder = testFolders()
const admin = { email: 'ann@clinic.example', password: 'a quiet harbour in May' }

test('a first start on an empty folder makes everything and prints the address and a one-time set-up link', async () => {
  const server = folder.run()
  const address = await server.ready()
  expect((await fetch(`${address}/readyz`)).status).toBe(200)
  expect(server.said()).toMatch(/^Making the database \(first start only\)$/m)
  await expect.poll(() => server.said()).toMatch(new RegExp(`^Set it up here, once: ${address}/setup#token=\\S{20,}$`, 'm'))
})

test('DEMO_DATA alone fills the clinic and still prints the set-up link: its people have no passwords', async () => {
  folder.fill()
  const server = folder.run({ DEMO_DATA: '1' })
  const address = await server.ready()
  await expect.poll(() => server.said()).toContain(`${address}/setup#token=`)
  expect(await folder.query('select count(*) > 500 filled from leads')).toEqual([{ filled: true }])
})

test('ADMIN_EMAIL and ADMIN_PASSWORD make the first Admin, who can sign in, and no set-up link is printed', async () => {
  folder.fill()
  const server = folder.run({ ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password })
  const answer = await signIn(await server.ready())
  expect(answer.status).toBe(200)
  expect(server.said()).not.toContain('/setup#')
})

test('a stop ends event streams without waiting for their readers', async () => {
  folder.fill()
  const server = folder.run({ ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password })
  const address = await server.ready()
  const cookie = (await signIn(address)).headers.getSetCookie().map((each) => each.split(';', 1)[0])
  const events = await fetch(`${address}/api/v1/events`, { headers: { cookie: cookie.join('; ') } })
  expect(events.headers.get('content-type')).toContain('text/event-stream')
  expect(await server.ended('SIGTERM')).toBe(0)
})

test('a second start is ready in under 5 seconds and finds what the first wrote', async () => {
  folder.fill()
  const first = folder.run()
  await first.ready()
  await folder.query("create table kept as select 'still here' word")
  await first.ended('SIGTERM')
  // Three tries: what else the machine does is not our slowness.
  let seconds = await secondsToStart()
  for (let more = 2; seconds >= 5 && more > 0; more--) seconds = await secondsToStart()
  expect(seconds).toBeLessThan(5)
  await folder.run().ready()
  expect(await folder.query('select word from kept')).toEqual([{ word: 'still here' }])
})

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends everything that was started, with exit code 0', async (signal) => {
  folder.fill()
  const server = folder.run()
  await server.ready()
  expect(processesWith(folder.path).length).toBeGreaterThan(0)
  expect(await server.ended(signal)).toBe(0)
  expect(processesWith(folder.path)).toEqual([])
  expect(readdirSync(folder.path)).not.toContain('lock')
})

test('a stop lets requests in flight finish', async () => {
  folder.fill()
  const server = folder.run()
  const address = await server.ready()
  const blocker = await connect(runningOwnerUrl(folder.path))
  await blocker.query('begin; lock table user_credentials in access exclusive mode')
  const answer = fetch(`${address}/api/v1/setup`)
  await expect.poll(() => folder.query('select from pg_locks where not granted'), { timeout: 20_000 }).toHaveLength(1)
  const ended = server.ended('SIGTERM')
  await expect.poll(() => fetch(`${address}/healthz`).then(yes, no), { timeout: 20_000 }).toBe(false)
  await blocker.query('rollback')
  await blocker.end()
  const { status, headers } = await answer
  expect([status, headers.get('connection')]).toEqual([200, 'close'])
  expect(await ended).toBe(0)
})

test('after kill -9 of everything the next start recovers with nothing acknowledged lost', async () => {
  folder.fill()
  let server = folder.run()
  await server.ready()
  await folder.query('create table acknowledged (number int)')
  for (const delay of [40, 150, 400]) {
    const writing = writeUntilCut(await connect(runningOwnerUrl(folder.path)))
    await sleep(delay)
    server.process.kill('SIGKILL')
    for (const pid of processesWith(folder.path)) process.kill(pid, 'SIGKILL')
    const written = await writing
    server = folder.run()
    await server.ready()
    const [found] = await folder.query(`select count(*) >= ${written} all_there from acknowledged`)
    expect(found).toEqual({ all_there: true })
    await folder.query('truncate acknowledged')
  }
})

test('after kill -9 of the server alone its database soon ends too', async () => {
  folder.fill()
  const server = folder.run()
  await server.ready()
  await server.ended('SIGKILL')
  await nothingRuns(folder.path)
})

test('a database that outlived its server is stopped in order and started anew', async () => {
  folder.fill()
  const server = folder.run()
  await server.ready()
  const postmaster = processesWith(join(folder.path, 'postgres'))[0] ?? 0
  process.kill(postmaster, 'SIGSTOP')
  await server.ended('SIGKILL')
  setTimeout(() => process.kill(postmaster, 'SIGCONT'), 500)
  await folder.run().ready()
})

test('a start that is interrupted ends what it had started', async () => {
  const server = folder.run()
  while (!existsSync(join(folder.path, 'postgres'))) await sleep(10)
  expect(await server.ended('SIGINT')).toBe(0)
  expect(processesWith(folder.path)).toEqual([])
})

test('it runs on a given PostgreSQL and leaves it running', async () => {
  const name = `start_external_${Date.now()}`
  await queryAt(inject('clusterUrl'), `create database ${name} template ${inject('templateName')}`)
  // Other tests are signed in to this PostgreSQL: a login of its own would change the password under them.
  copyFileSync(join(inject('clusterDataDir'), 'app-login'), join(folder.path, 'app-login'))
  const server = folder.run({ DATABASE_URL: databaseAt(inject('clusterUrl'), name) })
  expect((await fetch(`${await server.ready()}/readyz`)).status).toBe(200)
  expect(existsSync(join(folder.path, 'postgres'))).toBe(false)
  await server.ended('SIGTERM')
  await queryAt(inject('clusterUrl'), `drop database ${name}`)
})

test('the secrets it keeps can be read by nobody else', async () => {
  folder.fill()
  await folder.run().ready()
  writeFileSync(join(folder.path, 'probe'), '')
  const find = runServer({ env: {}, command: ['/usr/bin/find', folder.path, '-type', 'f', '-readable'], cwd: '/', uid: strangerId() })
  await find.ended()
  expect(find.said()).not.toMatch(/secrets|app-login/)
})

function signIn(address: string): Promise<Response> {
  const headers = { 'content-type': 'application/json', origin: address }
  return fetch(`${address}/api/v1/auth/sign-in`, { method: 'POST', headers, body: JSON.stringify(admin) })
}

async function secondsToStart(): Promise<number> {
  const began = performance.now()
  const server = folder.run()
  await server.ready()
  const seconds = (performance.now() - began) / 1000
  await server.ended('SIGTERM')
  return seconds
}

/** Writes row after row; answers how many the database acknowledged before the connection broke. */
async function writeUntilCut(client: Client): Promise<number> {
  for (let written = 0; ; written++) {
    const isCut = await client.query('insert into acknowledged values ($1)', [written]).then(no, yes)
    if (isCut) return written
  }
}

/** Root may read everything; the user `nobody` stands for the others. */
function strangerId(): number | undefined {
  return process.getuid?.() === 0 ? 65_534 : undefined
}

const yes = () => true
const no = () => false
