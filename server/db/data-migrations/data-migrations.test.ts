import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeDatabase, type OwnDatabase } from '../../test/databases.ts'
import { emptied } from '../../test/emptied.ts'
import { migrateDatabase } from '../migrate.ts'
import { type DataMigration, runDataMigration } from './run.ts'
import { tidyContacts, tidyLeads } from './tidy-people.ts'

let one: OwnDatabase

beforeAll(async () => {
  one = await makeDatabase()
  await migrateDatabase(one.url)
})
afterAll(() => one.drop())

beforeEach(async () => {
  await emptied(one, 'leads', 'contacts', 'activity_logs')
  await one.sql('ALTER SEQUENCE leads_id_seq RESTART; ALTER SEQUENCE contacts_id_seq RESTART; TRUNCATE stage_history')
  await one.sql('DROP TABLE IF EXISTS drizzle.data_migrations')
  await one.sql(`INSERT INTO leads (first_name, last_name, email, phone) VALUES
    (' Lena', 'van  der   Berg ', 'lena@example.com\t', U&'555\\00a00100'), ('Max', 'Mass', 'max@example.com', NULL), ('  ', 'Blank', 'blank@example.com', '')`)
  await one.sql(
    "INSERT INTO leads (first_name, last_name, email) SELECT 'Ann', 'Lead ', n || '@example.com' FROM generate_series(1, 100) n",
  )
})

const people = () => one.sql('SELECT first_name, last_name, email, phone FROM leads ORDER BY id LIMIT 3')

test('tidy-leads takes out needless blanks, keeps values of blanks alone, and names in the trail what it changed', async () => {
  expect(await runDataMigration(one.url, tidyLeads, { mode: 'write' })).toEqual({ seen: 103, changed: 101, state: 'finished' })
  expect(await people()).toEqual([
    { first_name: 'Lena', last_name: 'van der Berg', email: 'lena@example.com', phone: '555 0100' },
    { first_name: 'Max', last_name: 'Mass', email: 'max@example.com', phone: null },
    { first_name: '  ', last_name: 'Blank', email: 'blank@example.com', phone: '' },
  ])
  const [entry] = await one.sql<{ details: string }>("SELECT details FROM activity_logs WHERE entity_type = 'lead' AND entity_id = 1")
  expect(JSON.parse(entry?.details ?? '')).toEqual({ fields: ['firstName', 'lastName', 'email', 'phone'], by: 'tidy-leads' })
  expect(await one.sql('SELECT count(*)::int AS entries FROM activity_logs')).toEqual([{ entries: 101 }])
})

test('a dry run says what would change and changes nothing', async () => {
  const before = await people()
  expect(await runDataMigration(one.url, tidyLeads, { mode: 'dry run', batchSize: 10 })).toEqual({
    seen: 103,
    changed: 101,
    state: 'would change',
  })
  expect(await people()).toEqual(before)
  expect(await one.sql('SELECT FROM activity_logs')).toEqual([])
})

test('a run that broke off goes on where its last batch ended, and each row is done once', async () => {
  let batches = 0
  const breaking: DataMigration = {
    ...tidyLeads,
    workOn: (owner, rows) => {
      batches += 1
      if (batches === 4) throw new Error('Broken off')
      return tidyLeads.workOn(owner, rows)
    },
  }
  await expect(runDataMigration(one.url, breaking, { mode: 'write', batchSize: 10 })).rejects.toThrow('Broken off')
  expect(await one.sql('SELECT last_id, seen FROM drizzle.data_migrations')).toEqual([{ last_id: 30, seen: 30 }])
  expect(await runDataMigration(one.url, tidyLeads, { mode: 'write', batchSize: 10 })).toEqual({
    seen: 103,
    changed: 101,
    state: 'finished',
  })
  expect(await one.sql('SELECT count(*)::int AS entries FROM activity_logs')).toEqual([{ entries: 101 }])
})

test('two runs at once take turns, and each row is done once', async () => {
  await Promise.all([1, 2, 3].map(() => runDataMigration(one.url, tidyLeads, { mode: 'write', batchSize: 5 })))
  expect(await one.sql('SELECT count(*)::int AS entries FROM activity_logs')).toEqual([{ entries: 101 }])
})

test('a finished one does nothing a second time', async () => {
  await runDataMigration(one.url, tidyLeads, { mode: 'write' })
  await one.sql("UPDATE leads SET first_name = ' Max' WHERE id = 2")
  expect(await runDataMigration(one.url, tidyLeads, { mode: 'write' })).toEqual({ seen: 103, changed: 101, state: 'finished before' })
})

test('tidy-contacts does the same for patients', async () => {
  await one.sql("INSERT INTO contacts (first_name, last_name, email) VALUES (' Cora', 'Contact', 'cora@example.com')")
  expect(await runDataMigration(one.url, tidyContacts, { mode: 'write' })).toEqual({ seen: 1, changed: 1, state: 'finished' })
  expect(await one.sql('SELECT first_name FROM contacts')).toEqual([{ first_name: 'Cora' }])
})
