import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDatabase, type OwnDatabase } from '../test/databases.ts'
import { around, catalogAt, documentedStatements, documentedTables, isDefinition, ofDocumented } from '../test/documented-schema.ts'
import { compareCatalogs, type Item } from './catalog.ts'
import { findDrift } from './drift.ts'
import { migrateDatabase } from './migrate.ts'
import { dueStatements, pushSchema } from './push.ts'

let documented: OwnDatabase
let migrated: OwnDatabase
let pushed: OwnDatabase
const catalogs: Record<'documented' | 'migrated' | 'pushed', Item[]> = { documented: [], migrated: [], pushed: [] }

beforeAll(async () => {
  documented = await makeDatabase()
  migrated = await makeDatabase()
  pushed = await makeDatabase()
  for (const statement of documentedStatements()) await documented.sql(statement)
  await migrateDatabase(migrated.url)
  await pushSchema(pushed.url, undefined)
  catalogs.documented = await catalogAt(documented.url)
  catalogs.migrated = await catalogAt(migrated.url)
  catalogs.pushed = await catalogAt(pushed.url)
})

afterAll(async () => {
  await documented.drop()
  await migrated.drop()
  await pushed.drop()
})

test('the documentation says six tables, an enum and eighteen indexes', () => {
  const count = (kind: string) => catalogs.documented.filter((item) => item.kind === kind).length
  expect([count('table'), count('enum'), count('index')]).toEqual([6, 1, 18])
})

test.each(['migrated', 'pushed'] as const)(
  'the %s tables have every documented column, type, default, nullability, constraint and index, and no other but indexes, triggers and policies',
  (which) => {
    const wanted = ofDocumented(catalogs.documented).filter(({ kind }) => kind !== 'table')
    const { missing, changed, added } = compareCatalogs(wanted, ofDocumented(catalogs[which]))
    expect({ missing, changed, added: added.filter(isDefinition) }).toEqual({ missing: [], changed: [], added: [] })
    const list = added.filter(({ kind }) => around.includes(kind) && kind !== 'grant').map(({ kind, name }) => `${kind} ${name}`)
    if (which === 'migrated') process.stdout.write(`Added around the documented tables: ${list.length}\n  ${list.join('\n  ')}\n`)
  },
)

test.each(['migrated', 'pushed'] as const)('the columns of the %s tables stand in the documented order', async (which) => {
  const order = `SELECT attrelid::regclass::text AS table, string_agg(attname, ', ' ORDER BY attnum) AS columns FROM pg_attribute
    WHERE attrelid::regclass::text = ANY ($1) AND attnum > 0 AND NOT attisdropped GROUP BY 1 ORDER BY 1`
  const database = { migrated, pushed }[which]
  expect(await database.sql(order, [documentedTables])).toEqual(await documented.sql(order, [documentedTables]))
})

test('db:push on an empty database gives the same as the migrations', () => {
  expect(compareCatalogs(catalogs.migrated, catalogs.pushed)).toEqual({ missing: [], added: [], changed: [] })
})

test('after db:push, db:migrate finds nothing to do', async () => {
  expect(await migrateDatabase(pushed.url)).toEqual({ applied: 0, guards: 'unchanged' })
})

test('db:push refuses a database that migrations have touched, and one that has tables', async () => {
  await expect(pushSchema(migrated.url, undefined)).rejects.toThrow('migrations have touched this one')
  const used = await makeDatabase()
  await used.sql('CREATE TABLE notes (text text)')
  await expect(pushSchema(used.url, undefined)).rejects.toThrow('has tables')
  expect(await used.sql("SELECT FROM pg_class WHERE relname = 'users'")).toEqual([])
  await used.drop()
})

test('the migrations say what the schema says: there is nothing left to generate', async () => {
  expect(await dueStatements()).toEqual([])
})

test('no drift is found in a migrated database, and an index, trigger or policy added to it is listed apart', async () => {
  const database = await makeDatabase()
  await migrateDatabase(database.url)
  expect(await findDrift(database.url)).toEqual({ wrong: [], additions: [] })
  await database.sql('CREATE INDEX by_hand ON leads (notes)')
  await database.sql('CREATE POLICY by_hand ON leads FOR SELECT TO patient USING (false)')
  expect(await findDrift(database.url)).toEqual({ wrong: [], additions: ['index leads.by_hand', 'policy leads.by_hand'] })
  await database.drop()
})

test('drift is found: columns, indexes, policies, switched off guards, wider grants, other defaults', async () => {
  const database = await makeDatabase()
  await migrateDatabase(database.url)
  const changes = {
    'ALTER TABLE leads ADD COLUMN score integer': 'not ours: column leads.score (integer)',
    'DROP INDEX idx_leads_status': 'missing: index leads.idx_leads_status',
    'DROP POLICY sdr ON leads': 'missing: policy leads.sdr',
    'ALTER TABLE leads DISABLE TRIGGER history_update': 'changed: trigger leads.history_update',
    'ALTER TABLE contacts DISABLE ROW LEVEL SECURITY': 'changed: table contacts',
    'GRANT UPDATE ON activity_logs TO sdr': 'changed: grant activity_logs to sdr',
    "ALTER TABLE tasks ALTER COLUMN priority SET DEFAULT 'Low'": 'changed: column tasks.priority',
    'ALTER TABLE leads DROP CONSTRAINT leads_status_check': 'missing: constraint leads.leads_status_check',
    "ALTER TYPE lead_source ADD VALUE 'Fair'": 'changed: enum lead_source',
  }
  for (const statement of Object.keys(changes)) await database.sql(statement)
  const { wrong, additions } = await findDrift(database.url)
  const found = wrong.map((line) => line.split('\n')[0]).sort()
  expect({ found, additions }).toEqual({ found: Object.values(changes).sort(), additions: [] })
  await database.drop()
})

test('every index has its query in docs/operations/indexes.md', () => {
  const told = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'operations', 'indexes.md'), 'utf8')
  const names = catalogs.migrated.filter(({ kind }) => kind === 'index').map(({ name }) => name.split('.')[1] ?? '')
  expect(names.filter((name) => !told.includes(`\`${name}\``))).toEqual([])
})
