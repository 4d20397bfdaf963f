/** Three days of the whole server and its embedded PostgreSQL on a clock that we set; what breaks then reaches mail and webhook (H1). */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostBox, type PostBox } from '../../e2e/support/post-box.ts'
import { archiveDirOf, runningOwnerUrl } from '../db/embedded/embedded.ts'
import { fullTrust, tell } from '../test/counts.ts'
import { queryAt } from '../test/data-folders.ts'
import { canFakeTimeThroughout, makeFakeClock } from '../test/fake-clock.ts'
import { lookOn } from '../test/looking-on.ts'
import { type Run, runServer } from '../test/run-server.ts'

const admin = { email: 'ann@clinic.example', password: 'a quiet harbour in May' }
const hour = 60 * 60 * 1000
/** A Monday, shortly before the job looks whether a backup is due. */
const monday = Date.UTC(2030, 0, 7, 2, 9, 30)

describe.runIf(fullTrust && canFakeTimeThroughout())('three days of the embedded database', () => {
  const clock = makeFakeClock()
  const disk = mkdtempSync(join(tmpdir(), 'healthcrm-disk-'))
  const dataDir = mkdtempSync(join(tmpdir(), 'healthcrm-days-'))
  /** What the clinic's webhook was told. */
  const calls: string[] = []
  const receiver = createServer(async (request, answer) => {
    let body = ''
    for await (const piece of request) body += piece
    calls.push(body)
    answer.writeHead(204).end()
  })
  let post: PostBox
  let server: Run
  let seen: ReturnType<typeof lookOn>
  const sql = (text: string) => queryAt(runningOwnerUrl(dataDir), text)

  beforeAll(async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512m,mode=755', 'none', disk])
    await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
    const host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`
    post = await openPostBox()
    clock.set(monday)
    const settings = { DATA_DIR: dataDir, BACKUP_DIR: join(disk, 'backups'), SMTP_URL: post.url, WEBHOOK_ALLOWED_HOSTS: host }
    const account = { ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password, LOG_LEVEL: 'error' }
    const command = clock.throughout([process.execPath, join(import.meta.dirname, '..', 'main.ts')])
    server = runServer({ env: { ...settings, ...account, ...clock.env }, command })
    seen = lookOn({ address: await server.ready(), admin, clock })
    expect((await seen.ask('PUT', '/settings/alarms/webhook', { url: `http://${host}/hook` })).status).toBe(200)
  })
  afterAll(async () => {
    await server?.ended('SIGTERM')
    await post?.close()
    receiver.close()
    execFileSync('umount', ['-l', disk])
    for (const path of [disk, dataDir]) rmSync(path, { recursive: true, force: true })
    clock.remove()
  })

  const letters: string[] = []
  /** Until the page, a letter and the webhook have said so: after how many seconds of the clinic's clock. */
  async function untilHeard(words: string): Promise<number> {
    const began = clock.now()
    await seen.untilTold(words)
    await expect.poll(() => calls, { timeout: 240_000, interval: 200 }).toContainEqual(expect.stringContaining(words))
    while (!letters.some((letter) => letter.includes(words))) letters.push(await post.letterTo(admin.email, 240_000))
    return Math.round((clock.now() - began) / 1000)
  }

  test('each day brings a backup by itself, and the page shows the three', async () => {
    for (let day = 0; day < 3; day++) {
      clock.set(monday + day * 24 * hour)
      const done = async () => (await sql("select from backup_runs where state = 'done'")).length
      await expect.poll(done, { timeout: 400_000, interval: 500 }).toBe(day + 1)
    }
    const { runs } = await seen.backups()
    expect(runs.map(({ state, startedAt }) => [state, startedAt.slice(0, 10)])).toEqual([
      ['done', '2030-01-09'],
      ['done', '2030-01-08'],
      ['done', '2030-01-07'],
    ])
  })

  test('a broken archive_command, a job that has stopped and a full disk of the backups reach page, mail and webhook within five minutes', async () => {
    const spool = archiveDirOf(dataDir)
    await sql("delete from pgboss.schedule where name = 'operations.backup'")
    clock.set(monday + 2 * 24 * hour + 26 * hour)
    renameSync(spool, `${spool}-away`)
    writeFileSync(spool, 'in the way')
    await sql("insert into leads (first_name, last_name, email) values ('Ann', 'Lee', 'ann@example.com')")
    await sql('select pg_switch_wal()')
    const archive = await untilHeard('cannot hand over its write-ahead log')
    // Broken at the same moment.
    const job = archive + (await untilHeard('The newest backup is 26 hours old'))
    rmSync(spool)
    renameSync(`${spool}-away`, spool)

    const ballast = join(disk, 'ballast')
    const { bavail, bsize } = statfsSync(disk)
    execFileSync('fallocate', ['-l', String(bavail * bsize), ballast])
    const full = await untilHeard('is nearly full')
    rmSync(ballast)
    for (const words of ['cannot hand over its write-ahead log', 'is nearly full']) await seen.untilOver(words)
    tell(`H1, embedded: heard after ${archive} s (archive_command), ${job} s (stopped job), ${full} s (full disk), by mail and webhook too`)
    expect([archive, job, full].every((seconds) => seconds <= 300)).toBe(true)
  })
})
