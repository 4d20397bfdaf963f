/** Forty nights of real backups of the embedded database, dated a day apart (H6). In npm run test:operations. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { archiveDirOf, type EmbeddedPostgres, startEmbeddedPostgres } from '../../db/embedded/embedded.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import { keptPassword } from '../../db/open.ts'
import { keptSecret, randomSecret } from '../../secrets.ts'
import { queryAt } from '../../test/data-folders.ts'
import { listBackups, putManifest } from '../repository.ts'
import { planRestore, type RestorePlan } from '../restore/plan.ts'
import { restoreInto } from '../restore/scratch.ts'
import { newBackupKey, readBackupKey } from '../seal/backup-key.ts'
import { folderStore } from '../stores/folder-store.ts'
import { type Shipper, startShipping } from '../wal/shipping.ts'
import { takeBackup } from './backup.ts'
import { expire } from './expire.ts'

const nights = 40
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const root = mkdtempSync(join(tmpdir(), 'healthcrm-days-'))
const dataDir = join(root, 'data')
const store = folderStore(join(root, 'backups'))
const key = readBackupKey(newBackupKey()) ?? { bytes: Buffer.alloc(32), fingerprint: '' }
const day = 24 * 60 * 60 * 1000
const monday = Date.UTC(2026, 0, 5, 2, 0)
let postgres: EmbeddedPostgres
let shipper: Shipper
/** The real moment after each night's backup. There is one person a night. */
const moments: Date[] = []

const sql = (text: string) => queryAt(postgres.ownerUrl, text)

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ dataDir, log: quiet })
  shipper = startShipping({ spoolDir: archiveDirOf(dataDir), stores: [store], key }, () => undefined)
  keptSecret(dataDir, 'session', randomSecret)
  await migrateDatabase(postgres.ownerUrl, keptPassword(dataDir))
  for (let night = 0; night < nights; night++) await live(night)
})
afterAll(async () => {
  await postgres.stop()
  await shipper.close()
  rmSync(root, { recursive: true, force: true })
})

async function live(night: number) {
  await sql(`insert into leads (first_name, last_name, email) values ('Night', '${night}', 'night${night}@clinic.example')`)
  const files = { clusterDir: join(dataDir, 'postgres'), dataDir }
  const manifest = await takeBackup({ ownerUrl: postgres.ownerUrl, ...files, stores: [store], key, product: 'test' })
  const dated = new Date(monday + night * day).toISOString()
  await putManifest(store, key, { ...manifest, startedAt: dated, stoppedAt: dated })
  const [row] = (await sql('select clock_timestamp() as at')) as { at: Date }[]
  if (row) moments.push(row.at)
  // Of the same day, after its backup.
  await sql('select pg_switch_wal()')
  // A backup is named by its second.
  await sleep(1000 - (Date.now() % 1000))
  await expire(store, key, { now: new Date(monday + night * day + 60_000) })
}

const nightsKept = async () =>
  (await listBackups(store, key, () => undefined)).map(({ stoppedAt }) => (Date.parse(stoppedAt) - monday) / day)
/** Half an hour behind a night's backup. */
const planAt = (night: number, after = 1_800_000) => planRestore(store, key, new Date(monday + night * day + after))

async function peopleIn(plan: RestorePlan): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'healthcrm-copy-'))
  const { ownerUrl, server } = await restoreInto({ plan, key, home, log: quiet, memory: 'small' })
  const [row] = await queryAt(ownerUrl, 'select count(*)::int as count from leads').finally(() => server.stop())
  rmSync(home, { recursive: true, force: true })
  return Number(Object(row).count)
}

test('after forty nights: those of the last fourteen days, and the last of each week before', async () => {
  // Sundays are 6, 13 and 20; the window begins with 25. January's last night, 26, is in it.
  expect(await nightsKept()).toEqual([6, 13, 20, 24, ...Array.from({ length: nights - 25 }, (_, at) => 25 + at)])
})

test('every hour of the last fourteen days is led to, by what is kept and with all the log between', async () => {
  const led = []
  for (let hour = 0; hour <= 14 * 24; hour++) led.push(await planAt(nights - 1, -hour * 3_600_000).then(({ manifest }) => manifest.id))
  expect(new Set(led).size).toBe(15)
  for (const night of [25, 31, nights - 1]) {
    expect(await peopleIn({ ...(await planAt(night)), to: moments[night] ?? 'latest' })).toBe(night + 1)
  }
})

test('an older moment is refused in words that name the nearest; the end of a weekly backup is given', async () => {
  for (let night = 0; night < 24; night++) await expect(planAt(night), String(night)).rejects.toThrow(/is missing in|ask for that time/)
  // Night 6, which stands alone, and night 25, from which on all the log is kept.
  await expect(planAt(8)).rejects.toThrow(/restore to 2026-01-11T02:00:00.000Z exactly, or to 2026-01-30T02:00:00.000Z or later/)
  expect(await peopleIn(await planAt(6, 0))).toBe(7)
})
