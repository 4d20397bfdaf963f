/**
 * npm run test:failover: kills the primary of a real cluster under the load of a real server, again and again, and counts
 * what was acknowledged and is gone. `--times 5 --ttl 6`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { type Run, runServer } from '../../server/test/run-server.ts'
import { signIn } from '../../server/test/sign-in.ts'
import { type Cluster, startCluster } from './cluster.ts'
import { type Load, startLoad } from './load.ts'
import { sendersOf } from './node.ts'

const { values } = parseArgs({ options: { times: { type: 'string', default: '5' }, ttl: { type: 'string', default: '6' } } })
const times = Number(values.times)
const ttl = Number(values.ttl)
const admin = { email: 'ann@clinic.example', password: 'a quiet harbour in May' }

interface Setting {
  cluster: Cluster
  address: string
  cookie: string
}
interface Outcome {
  acknowledged: number
  lost: number
  doubled: number
  seconds: number
}

const dataDir = mkdtempSync(join(tmpdir(), 'healthcrm-failover-app-'))
const cluster = await startCluster(ttl)
let server: Run | undefined
const wrong: string[] = []
try {
  await rowsAt(cluster, 'postgres', "create role clinic_owner login createrole createdb password 'owner'")
  await rowsAt(cluster, 'postgres', 'create database clinic owner clinic_owner')
  const url = `postgres://clinic_owner:owner@127.0.0.1:${cluster.port}/clinic`
  server = runServer({
    env: { DATA_DIR: dataDir, DATABASE_URL: url, ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password, LOG_LEVEL: 'fatal' },
  })
  const address = await server.ready()
  const setting = { cluster, address, cookie: await signIn(address, admin) }
  for (let time = 1; time <= times; time++) report(`I1 kill ${time}`, await killPrimary(setting, `kill${time}`), { mayLose: false })
  report('I3 primary held still for 20 s', await holdPrimary(setting), { mayLose: false })
  report('Control without synchronous mode, its sender held', await loseOnPurpose(setting), { mayLose: true })
} finally {
  await server?.ended('SIGTERM')
  cluster.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
if (wrong.length) console.error(`Not as promised: ${wrong.join('; ')}`)
process.exit(wrong.length ? 1 : 0)

async function killPrimary(setting: Setting, name: string): Promise<Outcome> {
  const { cluster } = setting
  await cluster.untilWhole(true)
  const load = startLoad(setting.address, setting.cookie, name)
  await sleep(3_000)
  const primary = await cluster.leader()
  primary.signal('SIGKILL')
  const seconds = await untilWritten(load)
  await sleep(2_000)
  await load.stop()
  primary.start()
  await cluster.untilWhole(true)
  return outcomeOf(setting, { load, name, seconds })
}

/** It does not die, it hangs: another takes its place, and it must not believe it still leads when it wakes. */
async function holdPrimary(setting: Setting): Promise<Outcome> {
  const { cluster } = setting
  const load = startLoad(setting.address, setting.cookie, 'held')
  await sleep(3_000)
  const primary = await cluster.leader()
  primary.signal('SIGSTOP')
  const written = untilWritten(load)
  await sleep(20_000)
  primary.signal('SIGCONT')
  const seconds = await written
  await sleep(5_000)
  await load.stop()
  await cluster.untilWhole(true)
  return outcomeOf(setting, { load, name: 'held', seconds })
}

/** What the synchronous mode is good for: without it, commits that no other node has are acknowledged, and lost with the primary. */
async function loseOnPurpose(setting: Setting): Promise<Outcome> {
  const { cluster } = setting
  await cluster.setSynchronous(false)
  await cluster.untilWhole(false)
  const primary = await cluster.leader()
  const load = startLoad(setting.address, setting.cookie, 'control')
  await sleep(1_000)
  for (const pid of sendersOf(primary, cluster.root)) process.kill(pid, 'SIGSTOP')
  await sleep(3_000)
  primary.signal('SIGKILL')
  const seconds = await untilWritten(load)
  await load.stop()
  return outcomeOf(setting, { load, name: 'control', seconds })
}

/** Seconds from now until something is acknowledged again, after a pause. */
async function untilWritten(load: Load): Promise<number> {
  const began = performance.now()
  // What was acknowledged just before the signal may still be on its way to us.
  const answered = 500
  while (load.lastAt() < began + answered) {
    if (performance.now() - began > 90_000) throw new Error('Nothing is written any more')
    await sleep(20)
  }
  return (load.lastAt() - began) / 1000
}

async function outcomeOf({ cluster }: Setting, { load, name, seconds }: { load: Load; name: string; seconds: number }): Promise<Outcome> {
  const rows = await rowsAt(cluster, 'clinic', `select email from leads where email like '${name}-%'`)
  const emails = rows.map(({ email }) => String(email))
  const kept = new Set(emails)
  if (name !== 'control') await expectEqualNodes(cluster)
  const lost = load.acknowledged.filter((email) => !kept.has(email)).length
  return { acknowledged: load.acknowledged.length, lost, doubled: emails.length - kept.size, seconds }
}

/** The follower holds what the leader holds, once it has replayed it. */
async function expectEqualNodes({ nodes }: Cluster): Promise<void> {
  const sum = "select md5(string_agg(l::text, ',' order by id)) as sum from leads l"
  for (let attempt = 1; ; attempt++) {
    const sums = await Promise.all(nodes.map(({ postgres }) => rowsAt({ port: postgres }, 'clinic', sum)))
    if (sums[0]?.[0]?.sum === sums[1]?.[0]?.sum) return
    if (attempt === 40) return void wrong.push('the nodes differ')
    await sleep(250)
  }
}

function report(what: string, { acknowledged, lost, doubled, seconds }: Outcome, { mayLose }: { mayLose: boolean }): void {
  console.info(`${what}: ${acknowledged} acknowledged, ${lost} lost, ${doubled} doubled, writes back after ${seconds.toFixed(1)} s`)
  if (mayLose ? lost === 0 : lost > 0) wrong.push(`${what}: ${lost} lost`)
  if (doubled) wrong.push(`${what}: ${doubled} doubled`)
  if (seconds > (ttl <= 6 ? 15 : 30)) wrong.push(`${what}: writes came back after ${seconds.toFixed(1)} s`)
}

async function rowsAt({ port }: Pick<Cluster, 'port'>, database: string, text: string): Promise<Record<string, unknown>[]> {
  for (let attempt = 1; ; attempt++) {
    const client = new pg.Client({
      connectionString: `postgres://postgres:postgres@127.0.0.1:${port}/${database}`,
      connectionTimeoutMillis: 3_000,
    })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return (await client.query(text)).rows
    } catch (error) {
      if (attempt === 120) throw error
      await sleep(500)
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}
