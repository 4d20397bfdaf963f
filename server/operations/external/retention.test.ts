/** Forty days and then ten weeks of a real PostgreSQL and pgBackRest whose clock we set (H6). In npm run test:operations. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import { keptPassword } from '../../db/open.ts'
import { fullTrust, tell } from '../../test/counts.ts'
import { queryAt } from '../../test/data-folders.ts'
import { canFakeTime, makeFakeClock } from '../../test/fake-clock.ts'
import { bin, makeOwnPostgres, type OwnPostgres } from '../../test/own-postgres.ts'
import { ownBackupKey } from '../places.ts'
import { backUpThrough } from './backing-up.ts'
import { configureArchiving } from './configuring.ts'
import { dueNow } from './external-keeping.ts'
import { findExternal } from './finding.ts'
import { openPgBackRest, type PgBackRest } from './pgbackrest.ts'
import { planFrom } from './planning.ts'
import { infoOf } from './repository-log.ts'
import { restoreCopy } from './restoring.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const dayMs = 24 * 60 * 60 * 1000
/** A Monday, later than any file's own time. */
const monday = Date.UTC(2030, 0, 7, 2, 0)
const dayOf = (time: Date) => Math.floor((time.getTime() - monday) / dayMs)
const isHere = canFakeTime && [join(bin, 'postgres'), '/usr/bin/pgbackrest'].every((path) => existsSync(path))

describe.runIf(fullTrust && isHere)('what pgBackRest keeps over fake days', () => {
  const clock = makeFakeClock()
  let postgres: OwnPostgres
  let tool: PgBackRest
  /** How many people there were at which moment. */
  const moments: { day: number; at: Date; people: number }[] = []

  const count = async () => (await postgres.query<{ count: number }>('select count(*)::int as count from leads'))[0]?.count ?? 0

  beforeAll(async () => {
    clock.set(monday)
    postgres = await makeOwnPostgres(clock.env)
    const env = { DATABASE_URL: postgres.ownerUrl, DATABASE_DATA_DIR: postgres.dataDir, NODE_ENV: 'test' }
    const config = readConfig({ ...env, DATA_DIR: join(postgres.home, 'data'), BACKUP_DIR: join(postgres.home, 'one') })
    mkdirSync(config.dataDir)
    await migrateDatabase(postgres.ownerUrl, keptPassword(config.dataDir))
    const finding = findExternal(config)
    if ('missing' in finding) throw new Error(`pgBackRest was not found: ${finding.missing}`)
    tool = openPgBackRest(config, finding.found, { key: ownBackupKey(config), use: 'keep' })
    await configureArchiving(tool)
    await postgres.stop()
    await postgres.start()
  })
  afterAll(async () => {
    await postgres.remove()
    clock.remove()
  })

  /** What the job does that day, and what somebody writes. */
  async function live(day: number) {
    clock.set(monday + day * dayMs)
    await postgres.query(`insert into leads (first_name, last_name, email) values ('Day', '${day}', 'day${day}@clinic.example')`)
    const now = new Date(monday + day * dayMs + 2 * 60 * 60 * 1000)
    await backUpThrough(tool, postgres.ownerUrl, { wanted: await dueNow(tool, postgres.ownerUrl, now), now })
    const [row] = await postgres.query<{ at: Date }>('select clock_timestamp() as at')
    if (row) moments.push({ day, at: row.at, people: await count() })
    await postgres.query('select pg_switch_wal()')
  }
  const repository = () => {
    const [first] = tool.repositories
    if (!first) throw new Error('There is no repository')
    return first
  }
  const kept = async () => (await infoOf(tool))[0]?.backups ?? []
  const fullDays = async () => (await kept()).filter(({ type }) => type === 'full').map(({ startedAt }) => dayOf(startedAt))

  async function peopleAt(at: Date): Promise<number> {
    const home = mkdtempSync(join(tmpdir(), 'healthcrm-copy-'))
    const copy = await restoreCopy({ tool, plan: await planFrom(tool, repository(), at), home, database: 'clinic', log: quiet })
    const rows = await queryAt(copy.url, 'select count(*)::int as count from leads').finally(() => copy.server.stop())
    rmSync(home, { recursive: true })
    return Number(Object(rows[0]).count)
  }

  test('after forty days: each moment of the last fourteen is led to, older ones are refused, and a weekly one is there as of its end', async () => {
    const began = Date.now()
    for (let day = 0; day < 40; day++) await live(day)
    tell(`pgBackRest: forty fake days in ${Math.round((Date.now() - began) / 1000)} s`)
    expect(await fullDays()).toEqual([0, 7, 14, 21, 28, 35])
    // What changed since is kept where it leads to the window, not with the weekly ones.
    expect((await kept()).filter(({ type }) => type === 'diff').map(({ startedAt }) => dayOf(startedAt))).toEqual([
      22, 23, 24, 25, 26, 27, 29, 30, 31, 32, 33, 34, 36, 37, 38, 39,
    ])
    const outcomes = []
    for (const { day, at } of moments) {
      const isLed = await planFrom(tool, repository(), at).then(
        () => true,
        () => false,
      )
      outcomes.push([day, isLed])
    }
    expect(outcomes).toEqual(moments.map(({ day }) => [day, day >= 21]))
    for (const day of [25, 33]) expect(await peopleAt(moments[day]?.at ?? new Date(0))).toBe(moments[day]?.people)
    const [alone] = await kept()
    expect(await peopleAt(alone?.stoppedAt ?? new Date(0))).toBe(1)
    await expect(peopleAt(moments[10]?.at ?? new Date(0))).rejects.toThrow(
      /restore to 2030-01-14T\S+ exactly, or to 2030-01-28T\S+ or later/,
    )
  })

  test('ten weeks on: one a week for eight weeks, one a month before, and what they leave is whole', async () => {
    for (let day = 42; day <= 112; day += 7) await live(day)
    const days = (await kept()).filter(({ type }) => type === 'full').map(({ startedAt }) => startedAt.toISOString().slice(5, 10))
    expect(days).toEqual(['01-28', '02-25', '03-04', '03-11', '03-18', '03-25', '04-01', '04-08', '04-15', '04-22', '04-29'])
    const newest = moments.at(-1)
    expect(await peopleAt(newest?.at ?? new Date(0))).toBe(newest?.people)
    const [oldest] = await kept()
    expect(await peopleAt(oldest?.stoppedAt ?? new Date(0))).toBe(22)
  })

  test('pgBackRest itself is told to keep everything: nothing goes but what was chosen', async () => {
    const before = await fullDays()
    await tool.run('expire', ['--repo=1'])
    expect(await fullDays()).toEqual(before)
    expect(readFileSync(tool.configPath, 'utf8')).toContain('expire-auto=n')
  })
})
