import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, expect, inject, test } from 'vitest'
import { databaseAt } from '../test/cluster.ts'
import { makeDatabase, type OwnDatabase } from '../test/databases.ts'
import { compareCatalogs, readCatalog } from './catalog.ts'
import { applyGuards, guardFiles } from './guards.ts'
import { indexEmptyTables, indexFullTables, knownIndexes } from './indexes.ts'
import { knownMigrations, migrateDatabase } from './migrate.ts'
import { openDatabase } from './open.ts'
import { asOwner, connectOwner } from './owner.ts'

const ourFolder = join(import.meta.dirname, '..', '..', 'migrations')
const known = knownMigrations()
const made: OwnDatabase[] = []
const folders: string[] = []

async function database(): Promise<OwnDatabase> {
  const one = await makeDatabase()
  made.push(one)
  return one
}

afterEach(async () => {
  for (const one of made.splice(0)) await one.drop()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A copy of the migrations with another one after them. */
function folderWith(tag: string, sql: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'healthcrm-migrations-'))
  folders.push(folder)
  cpSync(ourFolder, folder, { recursive: true })
  const path = join(folder, 'meta', '_journal.json')
  const journal = JSON.parse(readFileSync(path, 'utf8'))
  const last = journal.entries.at(-1)
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1000, tag })
  writeFileSync(path, JSON.stringify(journal))
  writeFileSync(join(folder, `${tag}.sql`), sql)
  return folder
}

const tablesOf = async (one: OwnDatabase) =>
  (
    await one.sql<{ name: string }>("SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
  ).map(({ name }) => name)
const catalogOf = async (one: OwnDatabase) => {
  const owner = await connectOwner(one.url)
  const catalog = await readCatalog(owner)
  await owner.end()
  return catalog
}

test('the journal names every migration file once, oldest first', () => {
  expect(known.map(({ when }) => when)).toEqual(known.map(({ when }) => when).toSorted((a, b) => a - b))
  expect(new Set(known.map(({ tag }) => tag)).size).toBe(known.length)
  for (const { tag } of known) expect(readFileSync(join(ourFolder, `${tag}.sql`), 'utf8')).not.toBe('')
})

test('an empty database is migrated, and a second time there is nothing to do', async () => {
  const { url } = await database()
  expect(await migrateDatabase(url)).toEqual({ applied: known.length, guards: 'applied' })
  expect(await migrateDatabase(url)).toEqual({ applied: 0, guards: 'unchanged' })
})

test('two starters at once: one migrates, the other waits and finds it done', async () => {
  const { url } = await database()
  const results = await Promise.all([migrateDatabase(url), migrateDatabase(url), migrateDatabase(url)])
  expect(results.map(({ applied }) => applied).sort()).toEqual([0, 0, known.length])
})

test('databases of one cluster are migrated at once, although they share their roles', async () => {
  const several = await Promise.all([database(), database(), database(), database()])
  const results = await Promise.all(several.map(({ url }) => migrateDatabase(url)))
  expect(results.map(({ applied }) => applied)).toEqual(several.map(() => known.length))
})

test('a failing migration leaves nothing of itself, and the database goes on as it was', async () => {
  const one = await database()
  await migrateDatabase(one.url)
  const before = await catalogOf(one)
  const folder = folderWith(
    '9999_broken',
    'CREATE TABLE half (id integer);--> statement-breakpoint\nALTER TABLE nowhere ADD COLUMN a integer;',
  )
  await expect(migrateDatabase(one.url, undefined, folder)).rejects.toThrow('nowhere')
  expect(compareCatalogs(before, await catalogOf(one))).toEqual({ missing: [], added: [], changed: [] })
  expect(await migrateDatabase(one.url)).toEqual({ applied: 0, guards: 'unchanged' })
})

test('a first migration that fails leaves the database empty', async () => {
  const one = await database()
  const folder = folderWith('9999_broken', 'SELECT 1/0;')
  await expect(migrateDatabase(one.url, undefined, folder)).rejects.toThrow('division by zero')
  expect(await tablesOf(one)).toEqual([])
})

test('a database that a later release has migrated is refused, and nothing is changed in it', async () => {
  const one = await database()
  const folder = folderWith('9999_later', 'CREATE TABLE later (id integer);')
  await migrateDatabase(one.url, undefined, folder)
  await expect(migrateDatabase(one.url)).rejects.toThrow(/^The database was migrated by a later release: [^\n]+$/)
  expect(await tablesOf(one)).toContain('later')
})

test('a later table is guarded as the others are, though no guard names it', async () => {
  const one = await database()
  await migrateDatabase(one.url)
  expect(await migrateDatabase(one.url, undefined, folderWith('9999_later', 'CREATE TABLE later (id integer);'))).toEqual({
    applied: 1,
    guards: 'applied',
  })
  const [table] = await one.sql("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = 'later'")
  expect(table).toEqual({ relrowsecurity: true, relforcerowsecurity: true })
})

test('guards are applied again when their text changes, and give the same when it has not', async () => {
  const one = await database()
  await migrateDatabase(one.url)
  const before = await catalogOf(one)
  await asOwner(one.url, async (owner) => {
    const changed = [...guardFiles(), { name: '999-more.sql', text: 'CREATE INDEX IF NOT EXISTS more ON leads (notes)' }]
    expect(await applyGuards(owner, changed)).toBe('applied')
    expect(await applyGuards(owner)).toBe('applied')
    expect(await applyGuards(owner)).toBe('unchanged')
  })
  const { added, ...rest } = compareCatalogs(before, await catalogOf(one))
  expect({ ...rest, added: added.map(({ name }) => name) }).toEqual({ missing: [], changed: [], added: ['leads.more'] })
})

/** The visits overlap, as they may have before that was refused. */
const rows = `
  INSERT INTO users (email, first_name, last_name, role) VALUES ('sam@clinic.example', 'Sam', 'Dunn', 'SDR'), ('kim@clinic.example', 'Kim', 'Ito', 'Health Coach');
  INSERT INTO leads (first_name, last_name, email, phone, owner_id, lead_source, notes)
    SELECT 'Lena', 'Lead' || n, 'lead' || n || '@example.com', '555-0100', 1, 'Newsletter', 'as it was' FROM generate_series(1, 500) n;
  INSERT INTO contacts (first_name, last_name, email, lead_id, health_coach_id) SELECT 'Lena', 'Lead' || n, 'lead' || n || '@example.com', n, 2 FROM generate_series(1, 50) n;
  INSERT INTO tasks (title, assigned_to_id, created_by_id, lead_id) SELECT 'Call ' || n, 1, 1, n FROM generate_series(1, 200) n;
  INSERT INTO appointments (title, scheduled_at, user_id, contact_id) SELECT 'Visit ' || n, timestamp '2030-01-07' + n * interval '20 minutes', 2, n FROM generate_series(1, 50) n;
  INSERT INTO activity_logs (entity_type, entity_id, action, details, user_id) SELECT 'lead', n, 'created', '{}', 1 FROM generate_series(1, 500) n;`
const content = `SELECT md5(string_agg(r::text, '' ORDER BY r::text)) AS hash FROM (SELECT to_jsonb(l) AS r FROM leads l UNION ALL SELECT to_jsonb(c) FROM contacts c
  UNION ALL SELECT to_jsonb(t) FROM tasks t UNION ALL SELECT to_jsonb(a) FROM appointments a UNION ALL SELECT to_jsonb(u) FROM users u UNION ALL SELECT to_jsonb(g) FROM activity_logs g) s`

test.each(known.map(({ tag }, index) => [tag, index + 1] as const))(
  'from the state of %s with rows in it, everything arrives at the newest and no row is changed',
  async (_tag, count) => {
    const one = await database()
    await applyFirst(one, count)
    await one.sql(rows)
    const before = await one.sql(content)
    expect(await migrateDatabase(one.url)).toEqual({ applied: known.length - count, guards: 'applied' })
    expect(await one.sql(content)).toEqual(before)
    expect(compareCatalogs(await freshCatalog(), await catalogOf(one))).toEqual({ missing: [], added: [], changed: [] })
    const [kept] =
      await one.sql(`SELECT (SELECT count(*)::int FROM lead_search WHERE words LIKE '%lead7%') AS found, (SELECT sum(total)::int FROM lead_counts) AS counted,
      (SELECT total FROM lead_count_sums WHERE counted = 15) AS summed,
      (SELECT count(*)::int FROM stage_history) AS passages, (SELECT count(*)::int FROM task_search) AS tasks, (SELECT count(*)::int FROM appointment_slots) AS slots`)
    expect(kept).toEqual({ found: 11, counted: 500, summed: 500, passages: 550, tasks: 200, slots: 50 })
  },
)

let fresh: ReturnType<typeof catalogOf> | undefined
function freshCatalog() {
  fresh ??= database().then(async (one) => {
    await migrateDatabase(one.url)
    return catalogOf(one)
  })
  return fresh
}

/** The state of an earlier release: its migrations, recorded as it recorded them. */
async function applyFirst(one: OwnDatabase, count: number): Promise<void> {
  await one.sql('CREATE SCHEMA drizzle')
  await one.sql('CREATE TABLE drizzle.__drizzle_migrations (id serial PRIMARY KEY, hash text NOT NULL, created_at bigint)')
  for (const { tag, when } of known.slice(0, count)) {
    await one.sql(readFileSync(join(ourFolder, `${tag}.sql`), 'utf8'))
    await one.sql('INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ($1, $2)', ['as it was', when])
  }
}

test('under write load nobody waits two seconds for migrations, guards or indexes, and no write fails', async () => {
  const one = await database()
  await migrateDatabase(one.url)
  await one.sql(rows.replace('20 minutes', '40 minutes'))
  await one.sql(
    "INSERT INTO leads (first_name, last_name, email) SELECT 'Max', 'Mass' || n, 'mass' || n || '@example.com' FROM generate_series(1, 20000) n",
  )
  await one.sql('DROP INDEX idx_leads_updated, idx_lead_search_words, idx_tasks_lead')
  const folder = folderWith(
    '9999_later',
    'CREATE TABLE later (lead_id integer REFERENCES leads);--> statement-breakpoint\nALTER TABLE calls ADD COLUMN more text;',
  )
  const load = startWriters(one.url, 4)
  await migrateDatabase(one.url, undefined, folder)
  const { longestMs, writes, failures } = await load.stop()
  process.stdout.write(`Migrated under ${writes} writes, of which the longest took ${Math.round(longestMs)} ms\n`)
  expect(failures).toEqual([])
  expect(longestMs).toBeLessThan(2000)
  const missing = await indexEmptyTablesOf(one)
  expect(missing).toEqual([])
})

const indexEmptyTablesOf = (one: OwnDatabase) => asOwner(one.url, (owner) => indexEmptyTables(owner))

/** Each writes to several tables in one transaction, in different orders, as requests do. */
function startWriters(url: string, count: number) {
  const state = { stopped: false, longestMs: 0, writes: 0, failures: [] as string[] }
  const pool = new pg.Pool({ connectionString: url, max: count })
  const lead = (id: number) => `UPDATE leads SET notes = clock_timestamp()::text WHERE id = ${id}`
  const task = (id: number) => `INSERT INTO tasks (title, lead_id) VALUES ('Write', ${id})`
  const call = (id: number) => `INSERT INTO calls (lead_id, user_id, outcome) VALUES (${id}, 1, 'Reached')`
  const orders = [
    [lead, task, call],
    [call, lead, task],
    [task, call, lead],
  ]
  const write = async (id: number) => {
    for (let turn = id; !state.stopped; turn++) {
      const began = performance.now()
      const work = orders[turn % orders.length]?.map((part) => part(id)).join('; ')
      await pool.query(`BEGIN; ${work}; COMMIT`).catch((error: Error) => state.failures.push(error.message))
      state.longestMs = Math.max(state.longestMs, performance.now() - began)
      state.writes += 1
    }
  }
  const writers = Array.from({ length: count }, (_, index) => write(index + 1))
  return {
    stop: async () => {
      state.stopped = true
      await Promise.all(writers)
      await pool.end()
      return state
    },
  }
}

test('who holds a lock for some seconds is waited for with pauses in which others pass', async () => {
  const one = await database()
  await applyFirst(one, 1)
  const holder = await connectOwner(one.url)
  await holder.query('BEGIN; SELECT FROM leads')
  const migrating = migrateDatabase(one.url)
  setTimeout(() => void holder.query('COMMIT').then(() => holder.end()), 3_000)
  expect((await migrating).applied).toBe(known.length - 1)
})

test('an index whose build broke off is built anew', async () => {
  const one = await database()
  await migrateDatabase(one.url)
  await one.sql("INSERT INTO leads (first_name, last_name, email) VALUES ('A', 'B', 'a@example.com')")
  await one.sql("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'idx_leads_updated'::regclass")
  const left = await asOwner(one.url, (owner) => indexEmptyTables(owner))
  expect(left.map(({ name }) => name)).toEqual(['idx_leads_updated'])
  await indexFullTables(one.url, left)
  expect(await one.sql('SELECT FROM pg_index WHERE NOT indisvalid')).toEqual([])
})

test('every line of indexes.sql is one index', () => {
  const names = knownIndexes().map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(() => knownIndexes('CREATE INDEX a ON leads (id);')).toThrow('another form')
})

test('the app is refused a login that could pass the policies', async () => {
  const one = await database()
  const opening = openDatabase({ ownerUrl: one.url, appUrl: one.url, dataDir: inject('clusterDataDir'), pooler: 'none' })
  await expect(opening).rejects.toThrow('DATABASE_APP_URL is the owner, a superuser or another mighty role')
})

test('the app is refused a login that is no member of its roles', async () => {
  const one = await database()
  await migrateDatabase(one.url)
  await one.sql("CREATE ROLE stranger LOGIN PASSWORD 'stranger'")
  const url = new URL(databaseAt(one.url, new URL(one.url).pathname.slice(1)))
  url.username = 'stranger'
  url.password = 'stranger'
  const opening = openDatabase({ ownerUrl: one.url, appUrl: url.href, dataDir: inject('clusterDataDir'), pooler: 'none' })
  await expect(opening).rejects.toThrow("no member of the app's roles")
  await one.sql('DROP ROLE stranger')
})
