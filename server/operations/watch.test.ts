/** What goes wrong is seen: a log that cannot be handed over, a job that does not run, a backup that is not whole. */
import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { archiveDirOf, type EmbeddedPostgres, startEmbeddedPostgres } from '../db/embedded/embedded.ts'
import { type OpenDatabase, openDatabase } from '../db/open.ts'
import { keptSecret, randomSecret } from '../secrets.ts'
import { queryAt } from '../test/data-folders.ts'
import { backUpNow } from './backup/back-up-now.ts'
import { type Keeping, startKeeping } from './keeping.ts'
import { newWatch } from './watch.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const root = mkdtempSync(join(tmpdir(), 'healthcrm-watch-'))
const dataDir = join(root, 'data')
let postgres: EmbeddedPostgres
let database: OpenDatabase
let keeping: Keeping
let aheadHours = 0
const now = () => new Date(Date.now() + aheadHours * 3_600_000)

beforeAll(async () => {
  keeping = startKeeping(readConfig({ DATA_DIR: dataDir, NODE_ENV: 'test' }), quiet)
  postgres = await startEmbeddedPostgres({ dataDir, log: quiet })
  keptSecret(dataDir, 'session', randomSecret)
  database = await openDatabase({ ownerUrl: postgres.ownerUrl, dataDir, pooler: 'none' })
  await sql("insert into users (email, first_name, last_name, role) values ('ada@clinic.example', 'Ada', 'Admin', 'Admin')")
  const { key, stores } = keeping
  await backUpNow({ ownerUrl: postgres.ownerUrl, clusterDir: join(dataDir, 'postgres'), dataDir, stores, key, product: 'test' })
})
afterAll(async () => {
  await database.close()
  await postgres.stop()
  await keeping.close()
  rmSync(root, { recursive: true, force: true })
})
afterEach(() => {
  aheadHours = 0
})

const sql = (text: string) => queryAt(postgres.ownerUrl, text)
/** A server that starts now has remembered nothing yet. */
function watchAnew(
  backups = startKeeping(
    readConfig({ DATA_DIR: join(root, 'none'), BACKUP_DIR: join(dataDir, 'backups'), NODE_ENV: 'test', BACKUP_KEY: keeping.writtenKey() }),
    quiet,
  ),
) {
  return newWatch({ database, ownerUrl: postgres.ownerUrl, dataDir, backups, hasMail: true, onError: () => undefined, now })
}
async function kindsSeen(watch = watchAnew()) {
  await watch.look()
  // Nobody works here: the messages alone would be late by the clock that runs ahead.
  await sql("delete from pgboss.job where name = 'operations.alarm-message'")
  // The audit's own alarms have their own tests.
  return watch
    .standing()
    .map(({ kind }) => kind)
    .filter((kind) => !/^(audit|seals)/.test(kind))
}
const told = () => sql(`select a.kind, m.event, m.receiver from alarm_messages m join alarms a on a.id = m.alarm_id order by m.id`)

test('when all is well nothing stands, and nobody is told anything', async () => {
  expect(await kindsSeen()).toEqual([])
  expect(await told()).toEqual([])
})

test('a log that PostgreSQL cannot hand over is seen within a minute, told, and over once it can', async () => {
  const spool = archiveDirOf(dataDir)
  const watch = watchAnew()
  renameSync(spool, `${spool}-away`)
  writeFileSync(spool, 'in the way')
  const broken = Date.now()
  await sql('select pg_switch_wal()')
  await expect.poll(() => kindsSeen(watch), { timeout: 60_000, interval: 500 }).toEqual(['archive_failing'])
  expect(Date.now() - broken).toBeLessThan(60_000)
  rmSync(spool)
  renameSync(`${spool}-away`, spool)
  await expect.poll(() => kindsSeen(watch), { timeout: 90_000, interval: 500 }).toEqual([])
  expect(await told()).toEqual([
    { kind: 'archive_failing', event: 'started', receiver: 'ada@clinic.example' },
    { kind: 'archive_failing', event: 'ended', receiver: 'ada@clinic.example' },
  ])
})

test('when the jobs stand still, the backup is missed after 26 hours and the drill after 50', async () => {
  const watch = watchAnew()
  aheadHours = 25.9
  expect(await kindsSeen(watch)).toEqual([])
  aheadHours = 26.1
  expect(await kindsSeen(watch)).toEqual(['backup_late'])
  aheadHours = 50.1
  expect(await kindsSeen(watch)).toEqual(['backup_late', 'drill_late'])
  aheadHours = 0
  expect(await kindsSeen(watch)).toEqual([])
})

test('a job that waits for a quarter of an hour is seen, and one that failed is told by its backup', async () => {
  await sql(`select enqueue_job('operations.backup-now', '{}', -1000)`)
  await sql("insert into backup_runs (state, error) values ('failed', 'no space left on the disk')")
  expect(await kindsSeen()).toEqual(['backup_failed', 'job_late'])
  await sql("delete from pgboss.job where name = 'operations.backup-now'; delete from backup_runs where state = 'failed'")
})

test('a piece of the log that is lost in the middle, and a backup whose files are lost, are seen', async () => {
  const log = join(dataDir, 'backups', 'wal')
  const segments = () =>
    readdirSync(log)
      .filter((name) => name.length === 24)
      .sort()
  const before = segments().length
  for (let times = 0; times < 3; times++) {
    await sql("insert into leads (first_name, last_name, email) values ('Ann', 'Lee', 'ann@clinic.example')")
    await sql('select pg_switch_wal()')
  }
  await expect.poll(() => segments().length, { timeout: 30_000 }).toBeGreaterThanOrEqual(before + 2)
  const middle = segments().at(-2) ?? ''
  renameSync(join(log, middle), join(root, middle))
  const watch = watchAnew()
  expect(await kindsSeen(watch)).toEqual(['backup_damaged'])
  expect(watch.standing()[0]?.text).toContain(middle)
  renameSync(join(root, middle), join(log, middle))
  const [backup = ''] = readdirSync(join(dataDir, 'backups', 'backups'))
  rmSync(join(dataDir, 'backups', 'backups', backup, 'base'))
  expect(await kindsSeen()).toEqual(['backup_damaged'])
})

test('what is seen of the places is forgotten when a run ends, wherever it was taken, and when a file of the log arrives', async () => {
  const newest = async () => (await keeping.facts(postgres.ownerUrl)).newestBackup?.getTime() ?? 0
  const before = await newest()
  const { key, stores } = keeping
  await backUpNow({ ownerUrl: postgres.ownerUrl, clusterDir: join(dataDir, 'postgres'), dataDir, stores, key, product: 'test' })
  expect(await newest()).toBeGreaterThan(before)
  const shipped = async () => (await keeping.places(0))[0]?.logFiles ?? 0
  const files = await shipped()
  await sql('select pg_switch_wal()')
  await expect.poll(shipped, { timeout: 30_000 }).toBeGreaterThan(files)
})
