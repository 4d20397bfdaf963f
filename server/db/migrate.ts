/**
 * Migrations: the generated ones in `migrations/`, then the guards (roles, grants, policies, triggers, functions). All in
 * one transaction under a lock: it succeeds whole or not at all. Indexes on tables with rows follow without a lock.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import pg from 'pg'
import { applyGuards } from './guards.ts'
import { indexEmptyTables, indexFullTables } from './indexes.ts'
import { installJobs } from './jobs-schema.ts'
import { asOwner, DatabaseUnfit, lockTables } from './owner.ts'
import { ensureRoles, opensWith } from './roles.ts'

const migrationsFolder = join(import.meta.dirname, '..', '..', 'migrations')

export interface MigrationResult {
  applied: number
  guards: 'applied' | 'unchanged'
}

/** `folder` holds the migrations as drizzle-kit writes them; another than ours for tests. */
export async function migrateDatabase(ownerUrl: string, appPassword?: string, folder = migrationsFolder): Promise<MigrationResult> {
  return installDatabase({ ownerUrl, appPassword, makeTables: (owner) => applyMigrations(owner, folder) })
}

interface Installation {
  ownerUrl: string
  appPassword: string | undefined
  /** Answers how many migrations it applied. */
  makeTables: (owner: pg.Client) => Promise<number>
}

/** Everything a database of ours has, around tables that come from somewhere. */
export async function installDatabase({ ownerUrl, appPassword, makeTables }: Installation): Promise<MigrationResult> {
  const newPassword = appPassword && !(await opensWith(ownerUrl, appPassword)) ? appPassword : undefined
  const { left, ...result } = await asOwner(ownerUrl, async (owner) => {
    await ensureRoles(owner, newPassword)
    for (const extension of ['pg_trgm', 'btree_gist', 'unaccent']) {
      await owner.query(`CREATE EXTENSION IF NOT EXISTS ${extension} SCHEMA public`)
    }
    const applied = await makeTables(owner)
    await installJobs(owner)
    const guards = await applyGuards(owner)
    return { applied, guards, left: await indexEmptyTables(owner) }
  })
  await indexFullTables(ownerUrl, left)
  return result
}

/** As drizzle-kit records them. Drizzle's own `migrate` would end our transaction, and the lock with it, before the guards. */
async function applyMigrations(owner: pg.Client, folder: string): Promise<number> {
  const before = await appliedMigrations(owner, folder)
  const due = readMigrationFiles({ migrationsFolder: folder }).filter(({ folderMillis }) => !before.includes(folderMillis))
  if (due.length) await lockTables(owner)
  for (const migration of due) {
    for (const statement of migration.sql) await owner.query(statement)
    await recordMigration(owner, migration)
  }
  return due.length
}

/** Notes every migration as applied, for tables that were made from the schema itself. */
export async function recordMigrations(owner: pg.Client): Promise<void> {
  await appliedMigrations(owner, migrationsFolder)
  for (const migration of readMigrationFiles({ migrationsFolder })) await recordMigration(owner, migration)
}

async function recordMigration(owner: pg.Client, { hash, folderMillis }: MigrationMeta): Promise<void> {
  await owner.query('INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ($1, $2)', [hash, folderMillis])
}

interface JournalEntry {
  tag: string
  when: number
}

/** The migrations this release knows, oldest first. */
export function knownMigrations(folder = migrationsFolder): JournalEntry[] {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as { entries: JournalEntry[] }
  return journal.entries.map(({ tag, when }) => ({ tag, when }))
}

/** How many wait for a database that has been migrated before; a new one waits for none. */
export async function migrationsDue(ownerUrl: string, folder = migrationsFolder): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows: table } = await client.query("SELECT FROM pg_class WHERE oid = to_regclass('drizzle.__drizzle_migrations')")
    if (!table.length) return 0
    const { rows } = await client.query<{ at: string }>('SELECT created_at AS at FROM drizzle.__drizzle_migrations')
    const applied = new Set(rows.map(({ at }) => Number(at)))
    return applied.size === 0 ? 0 : knownMigrations(folder).filter(({ when }) => !applied.has(when)).length
  } finally {
    await client.end()
  }
}

/** Times of the applied ones; refuses a database that a later release has migrated. */
async function appliedMigrations(owner: pg.Client, folder: string): Promise<number[]> {
  await owner.query('CREATE SCHEMA IF NOT EXISTS drizzle')
  await owner.query(
    'CREATE TABLE IF NOT EXISTS drizzle.__drizzle_migrations (id serial PRIMARY KEY, hash text NOT NULL, created_at bigint)',
  )
  const { rows } = await owner.query<{ at: string }>('SELECT created_at AS at FROM drizzle.__drizzle_migrations ORDER BY created_at')
  const known = new Set(knownMigrations(folder).map(({ when }) => when))
  const unknown = rows.filter(({ at }) => !known.has(Number(at)))
  if (unknown.length) {
    throw new DatabaseUnfit('The database was migrated by a later release: start that release, or restore a backup from before the upgrade')
  }
  return rows.map(({ at }) => Number(at))
}
