/** Three days of the real server, its jobs and a PostgreSQL of the operator's own on a clock that we set, and what breaks then (H1). */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fullTrust, tell } from '../../test/counts.ts'
import { canFakeTime, makeFakeClock } from '../../test/fake-clock.ts'
import { lookOn } from '../../test/looking-on.ts'
import { bin, makeOwnPostgres, type OwnPostgres } from '../../test/own-postgres.ts'
import { type Run, runServer } from '../../test/run-server.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const admin = { email: 'ann@clinic.example', password: 'a quiet harbour in May' }
const hour = 60 * 60 * 1000
/** A Monday, later than any file's own time; shortly before the job looks whether a backup is due. */
const monday = Date.UTC(2030, 0, 7, 2, 9, 30)
const isHere =
  canFakeTime &&
  process.getuid?.() === 0 &&
  process.platform === 'linux' &&
  [join(bin, 'postgres'), '/usr/bin/pgbackrest'].every((path) => existsSync(path))

describe.runIf(fullTrust && isHere)('three days of the scheduler', () => {
  const clock = makeFakeClock()
  const disk = mkdtempSync(join(tmpdir(), 'healthcrm-disk-'))
  let postgres: OwnPostgres
  let server: Run
  let seen: ReturnType<typeof lookOn>

  beforeAll(async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512m,mode=755', 'none', disk])
    clock.set(monday)
    postgres = await makeOwnPostgres(clock.env)
    const env = {
      DATABASE_URL: postgres.ownerUrl,
      DATABASE_DATA_DIR: postgres.dataDir,
      DATA_DIR: join(postgres.home, 'data'),
      BACKUP_DIR: join(disk, 'backups'),
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      LOG_LEVEL: 'error',
    }
    for (const [file, ...args] of [['db-migrate.ts'], ['backup.ts', '--configure', '--yes']]) {
      const run = runServer({ env, command: [process.execPath, join(root, 'server', 'commands', file ?? ''), ...args] })
      expect([await run.ended(), run.said()]).toEqual([0, expect.anything()])
    }
    await postgres.stop()
    await postgres.start()
    clock.set(monday)
    server = runServer({ env: { ...env, ...clock.env } })
    seen = lookOn({ address: await server.ready(), admin, clock })
  })
  afterAll(async () => {
    await server.ended('SIGTERM')
    await postgres.remove()
    execFileSync('umount', ['-l', disk])
    rmSync(disk, { recursive: true, force: true })
    clock.remove()
  })

  test('each day brings a backup by itself, and the page shows the three', async () => {
    for (let day = 0; day < 3; day++) {
      clock.set(monday + day * 24 * hour)
      const done = async () => (await postgres.query("select from backup_runs where state = 'done'")).length
      await expect.poll(done, { timeout: 400_000, interval: 500 }).toBe(day + 1)
    }
    const { runs, places } = await seen.backups()
    expect(runs.map(({ state, startedAt }) => [state, startedAt.slice(0, 10)])).toEqual([
      ['done', '2030-01-09'],
      ['done', '2030-01-08'],
      ['done', '2030-01-07'],
    ])
    // What is known of the places is a minute old at most.
    await expect
      .poll(async () => (await seen.backups()).places.map(({ backups }) => backups), { timeout: 90_000, interval: 2000 })
      .toEqual([3])
    expect(places.map(({ place }) => place)).toEqual([join(disk, 'backups', 'pgbackrest')])
  })

  test('a broken archive_command, a job that has stopped and a full repository are each told within five minutes', async () => {
    const config = join(postgres.home, 'data', 'pgbackrest', 'pgbackrest.conf')
    renameSync(config, `${config}-away`)
    await postgres.query("insert into leads (first_name, last_name, email) values ('Ann', 'Lee', 'ann@example.com')")
    await postgres.query('select pg_switch_wal()')
    const archive = await seen.untilTold('cannot hand over its write-ahead log')
    renameSync(`${config}-away`, config)

    await postgres.query("delete from pgboss.schedule where name = 'operations.backup'")
    clock.set(monday + 2 * 24 * hour + 26 * hour)
    const job = await seen.untilTold('The newest backup is 26 hours old')

    const ballast = join(disk, 'ballast')
    const { bavail, bsize } = statfsSync(disk)
    execFileSync('fallocate', ['-l', String(bavail * bsize), ballast])
    const full = await seen.untilTold('is nearly full')
    rmSync(ballast)
    for (const words of ['cannot hand over its write-ahead log', 'is nearly full']) await seen.untilOver(words)
    tell(`H1: told after ${archive} s (archive_command), ${job} s past 26 hours (stopped job), ${full} s (full repository)`)
    expect([archive, job, full].every((seconds) => seconds <= 300)).toBe(true)
  })
})
