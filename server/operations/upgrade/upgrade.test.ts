/** An older database under a new release, with a migration that works and one that fails. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../db/embedded/embedded.ts'
import { migrateDatabase } from '../../db/migrate.ts'
import { keptPassword } from '../../db/open.ts'
import { keptSecret, randomSecret } from '../../secrets.ts'
import { queryAt } from '../../test/data-folders.ts'
import { type Keeping, startKeeping } from '../keeping.ts'
import { upgradeSafely } from './upgrade.ts'

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const root = mkdtempSync(join(tmpdir(), 'healthcrm-upgrade-'))
const dataDir = join(root, 'data')
const ours = join(import.meta.dirname, '..', '..', '..', 'migrations')
let keeping: Keeping
let postgres: EmbeddedPostgres

interface Journal {
  entries: { idx: number; when: number; tag: string }[]
}
/** The migrations of a release, and one more. */
function release(name: string, earlier: string, sql: string): string {
  const folder = join(root, name)
  cpSync(earlier, folder, { recursive: true })
  const file = join(folder, 'meta', '_journal.json')
  const journal = JSON.parse(readFileSync(file, 'utf8')) as Journal
  const last = journal.entries.at(-1)
  journal.entries.push({ ...Object(last), idx: journal.entries.length, when: (last?.when ?? 0) + 1000, tag: name })
  writeFileSync(file, JSON.stringify(journal))
  writeFileSync(join(folder, `${name}.sql`), sql)
  return folder
}
const next = release('next', ours, "UPDATE leads SET notes = 'seen by the next release';")
const failing = release(
  'failing',
  next,
  'DELETE FROM leads;--> statement-breakpoint\nALTER TABLE leads ADD COLUMN score integer;--> statement-breakpoint\nSELECT 1 / 0;',
)

const begin = async () => {
  postgres = await startEmbeddedPostgres({ dataDir, log: quiet })
}
const migrate = (folder: string) => migrateDatabase(postgres.ownerUrl, keptPassword(dataDir), folder)
const upgrade = (folder: string) =>
  upgradeSafely({ ownerUrl: postgres.ownerUrl, dataDir, backups: keeping, stop: () => postgres.stop(), log: quiet, folder }, () =>
    migrate(folder),
  )
const backups = () => keeping.stores[0]?.list('backups').then((files) => files.filter(({ name }) => name.endsWith('manifest')).length)
const standing = () =>
  queryAt(
    postgres.ownerUrl,
    `select (select count(*)::int from drizzle.__drizzle_migrations) as migrations, (select count(*)::int from leads) as leads,
      (select count(*)::int from information_schema.columns where table_name = 'leads' and column_name = 'score') as scores`,
  )

beforeAll(async () => {
  keeping = startKeeping(readConfig({ DATA_DIR: dataDir, NODE_ENV: 'test' }), quiet)
  await begin()
  keptSecret(dataDir, 'session', randomSecret)
})
afterAll(async () => {
  await postgres.stop()
  await keeping.close()
  rmSync(root, { recursive: true, force: true })
})

const known = (JSON.parse(readFileSync(join(ours, 'meta', '_journal.json'), 'utf8')) as Journal).entries.length

test('a new database is made without a backup', async () => {
  await upgrade(ours)
  expect(await standing()).toEqual([{ migrations: known, leads: 0, scores: 0 }])
  expect(await backups()).toBe(0)
})

test('an older database is backed up, then upgraded; the next start backs nothing up', async () => {
  await queryAt(postgres.ownerUrl, "insert into leads (first_name, last_name, email) values ('Ann', 'Lee', 'ann@clinic.example')")
  await upgrade(next)
  expect(await standing()).toEqual([{ migrations: known + 1, leads: 1, scores: 0 }])
  await upgrade(next)
  expect(await backups()).toBe(1)
})

test('when a migration fails, the data is what it was before, and the upgrade is not tried again by itself', async () => {
  await expect(upgrade(failing)).rejects.toThrow(
    /^The upgrade failed \(division by zero\), so the data was brought back to the backup \d{8}T\d{6}Z/,
  )
  await begin()
  expect(await standing()).toEqual([{ migrations: known + 1, leads: 1, scores: 0 }])
  expect(await queryAt(postgres.ownerUrl, "select count(*)::int as notes from activity_logs where action = 'restored'")).toEqual([
    { notes: 1 },
  ])
  expect(readdirSync(dataDir).filter((name) => name.startsWith('before-restore'))).toHaveLength(1)
  await expect(upgrade(failing)).rejects.toThrow('failed before (division by zero). Start the earlier release')
  expect(await backups()).toBe(2)
})
