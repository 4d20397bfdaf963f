/** Backups of a real cluster under writes, restored for real. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { archiveDirOf, type EmbeddedPostgres, startEmbeddedPostgres } from '../../db/embedded/embedded.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import { keptPassword } from '../../db/open.ts'
import type { Log } from '../../log.ts'
import { keptSecret, randomSecret } from '../../secrets.ts'
import { startBucketServer } from '../../test/bucket-server.ts'
import { connect, queryAt } from '../../test/data-folders.ts'
import { takeBackup } from '../backup/backup.ts'
import { expire } from '../backup/expire.ts'
import { runDrill } from '../drill/drill.ts'
import { listWal } from '../repository.ts'
import { newBackupKey, readBackupKey } from '../seal/backup-key.ts'
import { checkSoundness } from '../soundness-storage.ts'
import { bucketStore } from '../stores/bucket-store.ts'
import { folderStore } from '../stores/folder-store.ts'
import { isSegment, numberOf, segmentName } from '../wal/names.ts'
import { type Shipper, startShipping } from '../wal/shipping.ts'
import { readAskedTime } from './asked-time.ts'
import { findPlan } from './find-plan.ts'
import { restoreClinic } from './restore.ts'
import { restoreInto } from './scratch.ts'

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const root = mkdtempSync(join(tmpdir(), 'healthcrm-restore-'))
const dataDir = join(root, 'data')
const store = folderStore(join(root, 'backups'))
const bucket = await startBucketServer()
/** The second place is a bucket. */
const copy = bucketStore(bucket)
const stores = [store, copy]
const key = keyOf(newBackupKey())
let postgres: EmbeddedPostgres
let shipper: Shipper
let writer: Client

function keyOf(text: string) {
  const found = readBackupKey(text)
  if (!found) throw new Error('That is no key')
  return found
}

/** Moments of the story that the tests go back to, and the sum of all people then. */
const moments: Record<'early' | 'middle' | 'late', { at: Date; people: string }> = {
  early: { at: new Date(0), people: '' },
  middle: { at: new Date(0), people: '' },
  late: { at: new Date(0), people: '' },
}
const sumOf = (url: string | undefined) =>
  queryAt(url, "select coalesce(md5(string_agg(l::text, ',' order by id)), '') || count(*) as sum from leads l").then(
    ([row]) => (row as { sum: string }).sum,
  )

async function begin() {
  postgres = await startEmbeddedPostgres({ dataDir, log: quiet })
  shipper = startShipping({ spoolDir: archiveDirOf(dataDir), stores, key }, () => undefined)
  writer = await connect(postgres.ownerUrl)
}
async function end() {
  await writer.end()
  await postgres.stop()
  await shipper.close()
}

async function addPeople(count: number) {
  await writer.query(
    `insert into leads (first_name, last_name, email) select 'Canary', 'Eleanor ' || n, 'eleanor' || n || '@clinic.example' from generate_series(1, $1) n`,
    [count],
  )
}
async function remember(name: keyof typeof moments) {
  moments[name].people = await sumOf(postgres.ownerUrl)
  const [row] = (await queryAt(postgres.ownerUrl, 'select clock_timestamp() as now')) as { now: Date }[]
  moments[name].at = row?.now ?? new Date()
  await sleep(20)
}
const backUp = () =>
  takeBackup({ ownerUrl: postgres.ownerUrl, clusterDir: join(dataDir, 'postgres'), dataDir, stores, key, product: 'test' })

beforeAll(async () => {
  await startOnce()
  await addPeople(50)
  await backUp()
  await addPeople(200)
  await remember('early')
  // Whatever is written while a backup is taken is in it, or in the log behind it.
  const writing = writeFor(1500)
  await backUp()
  await writing
  await remember('middle')
  for (let times = 0; times < 3; times++) {
    await addPeople(1)
    await writer.query('select pg_switch_wal()')
  }
  await writer.query("delete from leads where id % 2 = 0; update leads set notes = 'gone wrong'")
  await remember('late')
  await untilShipped()
})
afterAll(async () => {
  await end().catch(() => undefined)
  bucket.close()
  rmSync(root, { recursive: true, force: true })
})

/** All but the segment that is being written. */
async function untilShipped() {
  const [row] = (await queryAt(postgres.ownerUrl, 'select pg_walfile_name(pg_current_wal_lsn()) as name')) as { name: string }[]
  const before = segmentName(1, numberOf(row?.name ?? '') - 1n)
  while (!(await listWal(copy)).includes(before)) await sleep(100)
}

async function startOnce() {
  await begin()
  keptSecret(dataDir, 'session', randomSecret)
  await migrateDatabase(postgres.ownerUrl, keptPassword(dataDir))
}

async function writeFor(ms: number) {
  const until = Date.now() + ms
  for (let n = 0; Date.now() < until; n++) {
    await writer.query(`insert into leads (first_name, last_name, email) values ('Busy', 'Writer', 'busy${n}@clinic.example')`)
  }
}

async function copyAt(to: Date | 'latest', from = [store], opener = key) {
  const home = mkdtempSync(join(root, 'copy-at-'))
  const plan = await findPlan(from, opener, to)
  const restored = await restoreInto({ plan, key: opener, home, ownLog: join(dataDir, 'postgres', 'pg_wal'), log: quiet })
  try {
    return { sum: await sumOf(restored.ownerUrl), soundness: await checkSoundness(restored.ownerUrl), backup: plan.manifest.id }
  } finally {
    await restored.server.stop()
    rmSync(home, { recursive: true, force: true })
  }
}

test.each(['early', 'middle', 'late'] as const)('what stood at the %s moment is restored to the byte, and is sound', async (name) => {
  const { sum, soundness } = await copyAt(moments[name].at)
  expect(sum).toBe(moments[name].people)
  expect(soundness.faults).toEqual([])
  expect(soundness.indexes).toBeGreaterThan(50)
  expect(soundness.foreignKeys).toBeGreaterThan(20)
})

test('the latest state is that of the last acknowledged change, though it was never shipped', async () => {
  expect((await copyAt('latest')).sum).toBe(moments.late.people)
})

test('a moment after the last change is the last change', async () => {
  expect((await copyAt(new Date(Date.now() - 1))).sum).toBe(moments.late.people)
})

test('when the first place is lost, the second, a bucket, leads there too', async () => {
  const { sum } = await copyAt(moments.middle.at, [folderStore(join(root, 'lost')), copy])
  expect(sum).toBe(moments.middle.people)
})

test('nothing a person wrote stands in the stores', () => {
  const entries = readdirSync(join(root, 'backups'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const files = entries.map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name))] as const)
  for (const [name, bytes] of [...files, ...bucket.files]) {
    expect([name, bytes.includes('Eleanor'), bytes.includes('eleanor')]).toEqual([name, false, false])
  }
  expect(bucket.refusals).toEqual([])
})

test('another key opens nothing, and the refusal says so', async () => {
  await expect(copyAt(moments.early.at, [store], keyOf(newBackupKey()))).rejects.toThrow(/made with another key/)
})

test('a time before the oldest backup is refused with the oldest that there is', async () => {
  await expect(findPlan([store], key, new Date('2020-01-01T00:00:00Z'))).rejects.toThrow(/oldest backup in .* is of 20/)
})

test('a flipped byte in a backup, a flipped byte in the log, a lost backup and a lost piece of the log are all noticed', async () => {
  const damage = (change: (home: string) => void) => {
    const home = mkdtempSync(join(root, 'damaged-'))
    cpSync(join(root, 'backups'), home, { recursive: true })
    change(home)
    return folderStore(home)
  }
  const flip = (path: string) => {
    const bytes = readFileSync(path)
    const at = Math.floor(bytes.length / 2)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(path, bytes)
  }
  const [, latest = ''] = readdirSync(join(root, 'backups', 'backups')).sort()
  const log = readdirSync(join(root, 'backups', 'wal'))
    .filter(isSegment)
    .sort()
  const needed = (
    JSON.parse(readFileSync(join(root, 'backups', 'backups', latest, 'manifest'), 'utf8').split('\n')[0] ?? '') as { stopSegment: string }
  ).stopSegment
  await expect(copyAt('latest', [damage((home) => flip(join(home, 'backups', latest, 'base')))])).rejects.toThrow(/damaged/)
  await expect(copyAt('latest', [damage((home) => flip(join(home, 'wal', needed)))])).rejects.toThrow(/damaged/)
  await expect(copyAt('latest', [damage((home) => rmSync(join(home, 'backups', latest, 'base')))])).rejects.toThrow(/is not in/)
  const between = log.filter((name) => name > needed).at(0) ?? ''
  expect(log.filter((name) => name > between).length).toBeGreaterThan(0)
  await expect(findPlan([damage((home) => rmSync(join(home, 'wal', between)))], key, 'latest')).rejects.toThrow(/is missing/)
})

test('the clinic itself goes back to a moment, goes on from there, and can go back across that again', async () => {
  await end()
  const plan = await findPlan(stores, key, moments.middle.at)
  const outcome = await restoreClinic({ plan, key, dataDir, log: quiet, now: new Date() })
  expect(outcome.faults).toEqual([])
  expect(existsSync(join(outcome.aside ?? '', 'postgres', 'PG_VERSION'))).toBe(true)
  await begin()
  expect(await sumOf(postgres.ownerUrl)).toBe(moments.middle.people)
  expect(await queryAt(postgres.ownerUrl, "select count(*)::int as notes from activity_logs where action = 'restored'")).toEqual([
    { notes: 1 },
  ])
  await addPeople(5)
  const goneOn = await sumOf(postgres.ownerUrl)
  await backUp()
  expect((await copyAt('latest')).sum).toBe(goneOn)
  expect((await copyAt(moments.early.at)).sum).toBe(moments.early.people)
})

test('a drill restores the backups alone, finds the copy sound with the last change in it, and says what a disaster would cost', async () => {
  const drilled = runDrill({ ownerUrl: postgres.ownerUrl, dataDir, store: copy, key, log: quiet })
  await sleep(300)
  await writer.query('select pg_switch_wal()')
  expect(await drilled).toEqual({ state: 'passed', error: null })
  const [row] = await queryAt(postgres.ownerUrl, 'select * from restore_drills')
  expect(row).toMatchObject({ state: 'passed', error: null, findings: { faults: [], place: copy.place } })
  const { restore_ms: restoreMs, lost_ms: lostMs } = row as { restore_ms: number; lost_ms: number }
  expect([restoreMs > 0, restoreMs < 15 * 60_000, lostMs > 0, lostMs < 60_000]).toEqual([true, true, true, true])
  expect(readdirSync(dataDir).filter((name) => name.startsWith('drill'))).toEqual([])
})

test('a drill on a damaged place fails, and its row says why', async () => {
  const home = mkdtempSync(join(root, 'broken-'))
  cpSync(join(root, 'backups'), home, { recursive: true })
  for (const id of readdirSync(join(home, 'backups'))) rmSync(join(home, 'backups', id, 'base'))
  const broken = {
    ...folderStore(home),
    list: (folder: string) => (folder === 'wal' ? store.list(folder) : folderStore(home).list(folder)),
  }
  const drilled = runDrill({ ownerUrl: postgres.ownerUrl, dataDir, store: broken, key, log: quiet })
  await sleep(300)
  await writer.query('select pg_switch_wal()')
  expect(await drilled).toMatchObject({ state: 'failed', error: expect.stringContaining('is not in') })
})

test('what is older than it is kept for leaves the store, and what is left still restores', async () => {
  const before = readdirSync(join(root, 'backups', 'backups')).sort()
  const expired = await expire(store, key, { now: new Date(Date.now() + 400 * 24 * 60 * 60 * 1000) })
  expect(expired.backups.length).toBe(before.length - 1)
  expect(readdirSync(join(root, 'backups', 'backups'))).toEqual(before.slice(-1))
  expect(expired.log).toBeGreaterThan(0)
  expect((await copyAt('latest')).sum).toBe(await sumOf(postgres.ownerUrl))
})

test('nothing expires while there is a backup that cannot be read', async () => {
  await expect(expire(store, keyOf(newBackupKey()), { now: new Date() })).rejects.toThrow(/Nothing expires in/)
})

test('two backups of one database at once: the second is refused', async () => {
  const both = await Promise.allSettled([backUp(), backUp()])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a time is asked for in RFC 3339 or on the clinic’s clock', () => {
  expect(readAskedTime('2026-11-22 10:15', 'America/New_York')).toEqual(new Date('2026-11-22T15:15:00Z'))
  expect(readAskedTime('2026-07-01T9:05:30', 'America/New_York')).toEqual(new Date('2026-07-01T13:05:30Z'))
  expect(readAskedTime('2026-11-22T10:15:00+01:00', 'UTC')).toEqual(new Date('2026-11-22T09:15:00Z'))
  expect(readAskedTime('2026-11-01 01:30', 'America/New_York')).toEqual(new Date('2026-11-01T05:30:00Z'))
  expect(readAskedTime('latest', 'UTC')).toBe('latest')
  for (const wrong of ['yesterday', '2026-13-01 10:00', '2026-11-22', '2026-02-30 10:00', '']) {
    expect(() => readAskedTime(wrong, 'UTC')).toThrow('is no time')
  }
})
