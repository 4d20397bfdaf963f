/** A full disk (I6, H1): of the data, and of the backups. The disk is one in memory, which root alone may mount. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { runningOwnerUrl } from '../db/embedded/embedded.ts'
import { tell } from '../test/counts.ts'
import { queryAt } from '../test/data-folders.ts'
import { freePort } from '../test/free-port.ts'
import { type Run, runServer } from '../test/run-server.ts'
import { signIn } from '../test/sign-in.ts'

const admin = { email: 'ann@clinic.example', password: 'a quiet harbour in May' }
const mayMount = process.getuid?.() === 0 && process.platform === 'linux'

interface Disk {
  path: string
  /** To the last byte; the answer makes room again. */
  fill(): () => void
}

function smallDisk(megabytes: number): Disk {
  const path = mkdtempSync(join(tmpdir(), 'healthcrm-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'none', path])
  onTestFinished(() => {
    execFileSync('umount', ['-l', path])
    rmSync(path, { recursive: true, force: true })
  })
  const ballast = join(path, 'ballast')
  return {
    path,
    fill: () => {
      const { bavail, bsize } = statfsSync(path)
      if (bavail > 0) execFileSync('fallocate', ['-l', String(bavail * bsize), ballast])
      return () => rmSync(ballast, { force: true })
    },
  }
}

async function start(env: Record<string, string>): Promise<{ server: Run; address: string; cookie: string }> {
  const server = runServer({ env: { ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password, LOG_LEVEL: 'fatal', ...env } })
  onTestFinished(async () => void (await server.ended('SIGTERM')))
  const address = await server.ready()
  return { server, address, cookie: await signIn(address, admin) }
}

test.runIf(mayMount)(
  'a full disk stops writes with 503, ends nothing, loses nothing, and is over when there is room',
  {
    timeout: 300_000,
  },
  async () => {
    const disk = smallDisk(320)
    const backups = mkdtempSync(join(tmpdir(), 'healthcrm-disk-backups-'))
    onTestFinished(() => rmSync(backups, { recursive: true, force: true }))
    const dataDir = join(disk.path, 'data')
    const { server, address, cookie } = await start({ DATA_DIR: dataDir, BACKUP_DIR: backups })
    const acknowledged = new Set<string>()
    let written = 0
    let longest = 0
    const write = async () => {
      const email = `ann${++written}@example.com`
      const headers = { origin: address, cookie, 'content-type': 'application/json' }
      const notes = 'x'.repeat(8_000)
      const body = JSON.stringify({ firstName: 'Ann', lastName: 'Lee', email, notes })
      const began = performance.now()
      const { status } = await fetch(`${address}/api/v1/leads`, { method: 'POST', headers, body })
      longest = Math.max(longest, performance.now() - began)
      if (status === 201) acknowledged.add(email)
      return status
    }
    expect(await write()).toBe(201)
    const makeRoom = disk.fill()
    const seen = new Set<number>()
    for (const end = Date.now() + 60_000; Date.now() < end && !seen.has(503); )
      for (const each of await Promise.all([write(), write(), write(), write()])) seen.add(each)
    expect([...seen].filter((status) => status !== 201)).toEqual([503])
    for (let at = 0; at < 20; at++) {
      expect([201, 503]).toContain(await write())
      expect((await fetch(`${address}/healthz`)).status).toBe(200)
    }
    // Whether reads still work or the database is away: the readiness tells it.
    const ready = async () => (await (await fetch(`${address}/readyz`)).json()) as { status: string; alarms: string[] }
    await expect
      .poll(async () => ((each) => each.status !== 'ready' || each.alarms.some((alarm) => alarm.includes('nearly full')))(await ready()), {
        timeout: 90_000,
        interval: 500,
      })
      .toBe(true)
    makeRoom()
    const freed = performance.now()
    await expect.poll(write, { timeout: 30_000, interval: 100 }).toBe(201)
    const seconds = (performance.now() - freed) / 1000
    tell(
      `I6: full disk: ${acknowledged.size} of ${written} leads acknowledged, none lost, longest answer ${(longest / 1000).toFixed(1)} s, well ${seconds.toFixed(1)} s after there was room`,
    )
    expect(seconds).toBeLessThan(15)
    const kept = (await queryAt(runningOwnerUrl(dataDir), 'select email from leads')) as { email: string }[]
    const emails = new Set(kept.map(({ email }) => email))
    expect([...acknowledged].filter((email) => !emails.has(email))).toEqual([])
    expect(server.process.exitCode).toBe(null)
  },
)

test.runIf(mayMount)(
  'when the backups’ disk is full, everybody who should know knows within five minutes, and people work on (H1)',
  {
    timeout: 600_000,
  },
  async () => {
    const disk = smallDisk(64)
    const dataDir = mkdtempSync(join(tmpdir(), 'healthcrm-disk-data-'))
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
    const place = join(disk.path, 'backups')
    mkdirSync(place)
    const metricsPort = await freePort()
    const env = { DATA_DIR: dataDir, BACKUP_DIR: place, METRICS_PORT: String(metricsPort) }
    const { address, cookie } = await start(env)
    disk.fill()
    const full = Date.now()
    const get = async (url: string) => (await fetch(url, { headers: { cookie } })).text()
    await expect.poll(() => get(`${address}/readyz`), { timeout: 300_000, interval: 1_000 }).toContain('nearly full')
    expect(await get(`http://127.0.0.1:${metricsPort}/metrics`)).toContain('healthcrm_alarm{kind="disk_low"} 1')
    expect(await get(`${address}/api/v1/system/alarms`)).toContain('disk_low')
    await queryAt(runningOwnerUrl(dataDir), 'select pg_switch_wal()')
    await sleep(2_000)
    const add = { method: 'POST', headers: { origin: address, cookie, 'content-type': 'application/json' } }
    const lead = JSON.stringify({ firstName: 'Ann', lastName: 'Lee', email: 'ann@example.com' })
    expect((await fetch(`${address}/api/v1/leads`, { ...add, body: lead })).status).toBe(201)
    tell(`H1: the full disk of the backups was told after ${((Date.now() - full) / 1000).toFixed(0)} s`)
  },
)
