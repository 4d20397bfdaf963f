/** The whole database from one PostgreSQL to another, also of another major version. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrateDatabase } from '../../db/migrate.ts'
import { type TestApp, testApp } from '../../test/app.ts'
import { build } from '../../test/build.ts'
import { queryAt } from '../../test/data-folders.ts'
import { makeDatabase, type OwnDatabase } from '../../test/databases.ts'
import { installedVersions, startInstalledPostgres } from '../../test/installed-postgres.ts'
import { newBackupKey, readBackupKey } from '../seal/backup-key.ts'
import { checkSoundness } from '../soundness-storage.ts'
import { findTables } from './carry-storage.ts'
import { dumpDatabase } from './dump.ts'
import { loadDatabase } from './load.ts'

const home = mkdtempSync(join(tmpdir(), 'healthcrm-carry-'))
const path = join(home, 'clinic.dump')
const keyOf = (text: string) => readBackupKey(text) as NonNullable<ReturnType<typeof readBackupKey>>
const key = keyOf(newBackupKey())
let clinic: TestApp
let empty: OwnDatabase

beforeAll(async () => {
  clinic = await testApp()
  const admin = clinic.as(clinic.people.admin)
  const leadId = await build.lead(clinic, {
    first_name: 'Zoë\u2028Ann',
    last_name: "O'Duya \\. \\N",
    notes: 'one\ntwo\r\nthree\ttab \\.\n\\.\n',
  })
  await admin.post('/tasks', { title: 'Call back', leadId, dueDate: '2026-12-01T15:00:00Z' })
  await admin.post(`/leads/${leadId}/comments`, { body: 'Canary' })
  await admin.delete(`/leads/${await build.lead(clinic)}`)
  await clinic.sql(`select enqueue_job('visits.letter', '{"id": 7}', 3600)`)
  // The server adds counts up when it finds the time: not between the dump and the look at what was dumped.
  await clinic.sql('select fold_lead_counts()')
  await dumpDatabase(clinic.database.ownerUrl, key, path)
  empty = await makeDatabase()
  await migrateDatabase(empty.url)
})
afterAll(async () => {
  await empty.drop()
  await clinic.close()
  rmSync(home, { recursive: true })
})

/** Every row of every table, by table. */
async function sums(url: string) {
  const tables = await sumsQuery(url)
  return Object.fromEntries(tables)
}
async function sumsQuery(url: string): Promise<[string, unknown][]> {
  const { Client } = await import('pg').then((module) => module.default)
  const client = new Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  const found: [string, unknown][] = []
  for (const { name } of await findTables(client)) {
    const { rows } = await client.query(
      `select count(*)::int as rows, md5(string_agg(t::text, '|' order by t::text)) as sum from "${name}" t`,
    )
    found.push([name, rows[0]])
  }
  await client.end()
  return found
}

test('every row of every table arrives, numbers go on from where they were, and what waits is done there', async () => {
  const before = await sums(clinic.database.ownerUrl)
  const { rows } = await loadDatabase(empty.url, key, path)
  expect(rows).toBeGreaterThan(30)
  expect(await sums(empty.url)).toEqual(before)
  expect((await checkSoundness(empty.url)).faults).toEqual([])
  expect(await empty.sql("select data from pgboss.job where name = 'visits.letter'")).toEqual([{ data: { id: 7 } }])
  const next = "insert into leads (first_name, last_name, email) values ('Next', 'One', 'next@example.com') returning id"
  expect(await empty.sql(next)).toEqual(await clinic.sql(next))
})

test('nothing a person wrote can be read in the file, and another key opens nothing', async () => {
  const bytes = readFileSync(path)
  expect([bytes.includes('Canary'), bytes.includes('Duya')]).toEqual([false, false])
  const other = await makeDatabase()
  await migrateDatabase(other.url)
  await expect(loadDatabase(other.url, keyOf(newBackupKey()), path)).rejects.toThrow(/another key/)
  writeFileSync(`${path}.cut`, bytes.subarray(0, bytes.length - 100))
  await expect(loadDatabase(other.url, key, `${path}.cut`)).rejects.toThrow(/cut off|damaged/)
  expect(await other.sql('select count(*)::int as people from users')).toEqual([{ people: 0 }])
  await other.drop()
})

test('a database with people in it is left as it is', async () => {
  await expect(loadDatabase(empty.url, key, path)).rejects.toThrow('has people in it already')
})

test.each(installedVersions)('it goes to the PostgreSQL %s of this machine', async (version) => {
  const given = new URL(await startInstalledPostgres(version))
  // Whoever loads past triggers and policies is a superuser.
  const url = `postgres://postgres@${given.host}/clinic`
  await migrateDatabase(url)
  await loadDatabase(url, key, path)
  expect(Number(Object((await queryAt(url, 'select count(*)::int as leads from leads'))[0]).leads)).toBe(1)
  expect((await checkSoundness(url)).faults).toEqual([])
})
