/** Makes the tables of an empty development database from `shared/schema.ts` itself, as `drizzle-kit push` would, with all around them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api'
import type pg from 'pg'
import { installDatabase, knownMigrations, type MigrationResult, recordMigrations } from './migrate.ts'
import { DatabaseUnfit } from './owner.ts'

const root = join(import.meta.dirname, '..', '..')

/** Refuses a database that has anything in it: only migrations may change that. */
export async function pushSchema(ownerUrl: string, appPassword: string | undefined): Promise<MigrationResult> {
  const statements = await statementsBetween({}, await describeSchema())
  const makeTables = async (owner: pg.Client) => {
    await refuseUsed(owner)
    for (const statement of statements) await owner.query(statement)
    await recordMigrations(owner)
    return knownMigrations().length
  }
  return installDatabase({ ownerUrl, appPassword, makeTables })
}

/** What `npm run db:generate` would write: nothing when the migrations say what the schema says. */
export async function dueStatements(): Promise<string[]> {
  const newest = knownMigrations().length - 1
  const snapshot = join(root, 'migrations', 'meta', `${String(newest).padStart(4, '0')}_snapshot.json`)
  return statementsBetween(JSON.parse(readFileSync(snapshot, 'utf8')), await describeSchema())
}

type Described = ReturnType<typeof generateDrizzleJson>

async function describeSchema(): Promise<Described> {
  const beside = readdirSync(join(root, 'shared', 'schema')).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  const files = ['schema.ts', ...beside.map((name) => join('schema', name))]
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(join(root, 'shared', file)).href)))
  return generateDrizzleJson(Object.assign({}, ...modules))
}

/** An empty object stands for an empty database. */
async function statementsBetween(before: object, after: Described): Promise<string[]> {
  const from = Object.keys(before).length ? before : generateDrizzleJson({})
  return generateMigration(from as Described, after)
}

async function refuseUsed(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ tables: number; migrated: boolean }>(
    `SELECT (SELECT count(*)::int FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')) AS tables,
     to_regclass('drizzle.__drizzle_migrations') IS NOT NULL AS migrated`,
  )
  if (rows[0]?.migrated) {
    throw new DatabaseUnfit(
      'db:push is for an empty development database, and migrations have touched this one: use db:generate and db:migrate, or another DATA_DIR',
    )
  }
  if (rows[0]?.tables)
    throw new DatabaseUnfit('db:push is for an empty development database, and this one has tables: use another one, or another DATA_DIR')
}
