/**
 * Migrations: the generated ones in `migrations/`, then the guards (roles, grants, policies, triggers, functions), which
 * are idempotent and stand once, as they are now. All in one transaction under a lock: it succeeds whole or not at all.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import pg from 'pg'
import { installJobs } from './jobs-schema.ts'
import { ensureRoles } from './roles.ts'

const root = join(import.meta.dirname, '..', '..')
const migrationsFolder = join(root, 'migrations')
const guardsFolder = join(import.meta.dirname, 'guards')

/** A state of the database that the operator has to resolve; the message is one line that says how. */
export class DatabaseUnfit extends Error {}

export interface MigrationResult {
  applied: number
  guards: 'applied' | 'unchanged'
}

export async function migrateDatabase(ownerUrl: string, appPassword?: string): Promise<MigrationResult> {
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c timezone=UTC', application_name: 'healthcrm migrations' })
  await client.connect()
  try {
    await refuseOldPostgres(client)
    await client.query('BEGIN')
    // Two starters: the second waits, then finds nothing left to do.
    await client.query('SELECT pg_advisory_xact_lock(727002)')
    await client.query("SET LOCAL lock_timeout = '2s'")
    const result = await run(client, appPassword)
    await client.query('COMMIT')
    return result
  } finally {
    await client.end()
  }
}

async function run(client: pg.Client, appPassword: string | undefined): Promise<MigrationResult> {
  await ensureRoles(client, appPassword)
  for (const extension of ['pg_trgm', 'btree_gist', 'unaccent']) {
    await client.query(`CREATE EXTENSION IF NOT EXISTS ${extension} SCHEMA public`)
  }
  const before = await appliedMigrations(client)
  const applied = await applyMigrations(client, before)
  await installJobs(client)
  const guards = await applyGuards(client)
  return { applied, guards }
}

/** As drizzle-kit records them. Drizzle's own `migrate` would end our transaction, and the lock with it, before the guards. */
async function applyMigrations(client: pg.Client, before: number[]): Promise<number> {
  await client.query('CREATE SCHEMA IF NOT EXISTS drizzle')
  await client.query('CREATE TABLE IF NOT EXISTS drizzle.__drizzle_migrations (id serial PRIMARY KEY, hash text NOT NULL, created_at bigint)')
  const due = readMigrationFiles({ migrationsFolder }).filter(({ folderMillis }) => !before.includes(folderMillis))
  for (const { sql, hash, folderMillis } of due) {
    for (const statement of sql) await client.query(statement)
    await client.query('INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ($1, $2)', [hash, folderMillis])
  }
  return due.length
}

async function refuseOldPostgres(client: pg.Client) {
  const { rows } = await client.query<{ version: number }>("SELECT current_setting('server_version_num')::int AS version")
  const version = rows[0]?.version ?? 0
  if (version < 150000) {
    throw new DatabaseUnfit(`DATABASE_URL is PostgreSQL ${Math.floor(version / 10000)}: use version 15 or later`)
  }
}

interface JournalEntry {
  tag: string
  when: number
}

/** The migrations this release knows, oldest first. */
export function knownMigrations(): JournalEntry[] {
  const journal = JSON.parse(readFileSync(join(migrationsFolder, 'meta', '_journal.json'), 'utf8')) as { entries: JournalEntry[] }
  return journal.entries.map(({ tag, when }) => ({ tag, when }))
}

/** Times of the applied ones; refuses a database that a later release has migrated. */
async function appliedMigrations(client: pg.Client): Promise<number[]> {
  const { rows: there } = await client.query<{ name: string | null }>("SELECT to_regclass('drizzle.__drizzle_migrations')::text AS name")
  if (!there[0]?.name) return []
  const { rows } = await client.query<{ at: string }>('SELECT created_at AS at FROM drizzle.__drizzle_migrations ORDER BY created_at')
  const known = new Set(knownMigrations().map(({ when }) => when))
  const unknown = rows.filter(({ at }) => !known.has(Number(at)))
  if (unknown.length) {
    throw new DatabaseUnfit('The database was migrated by a later release: start that release, or restore a backup from before the upgrade')
  }
  return rows.map(({ at }) => Number(at))
}

export function guardFiles(): { name: string; text: string }[] {
  const names = readdirSync(guardsFolder).filter((name) => name.endsWith('.sql')).sort()
  return names.map((name) => ({ name, text: readFileSync(join(guardsFolder, name), 'utf8') }))
}

/** Applies the guards if their text, or the set of tables they guard, has changed since. */
export async function applyGuards(client: pg.ClientBase): Promise<'applied' | 'unchanged'> {
  const files = guardFiles()
  const { rows: tables } = await client.query<{ tables: string }>(
    "SELECT string_agg(relname, ',' ORDER BY relname) AS tables FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
  )
  const hash = createHash('sha256').update(JSON.stringify([files, tables[0]?.tables])).digest('hex')
  await client.query('CREATE TABLE IF NOT EXISTS drizzle.guards (hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())')
  const { rows } = await client.query<{ hash: string }>('SELECT hash FROM drizzle.guards')
  if (rows[0]?.hash === hash) return 'unchanged'
  for (const { name, text } of files) {
    try {
      await client.query(text)
    } catch (error) {
      throw new Error(`Guard ${name} failed`, { cause: error })
    }
  }
  await client.query('DELETE FROM drizzle.guards')
  await client.query('INSERT INTO drizzle.guards (hash) VALUES ($1)', [hash])
  return 'applied'
}
