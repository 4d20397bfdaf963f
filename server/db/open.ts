/** Opens the clinic's database: migrates as its owner, then connects as the app's own login. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { Database } from './actor.ts'
import { announceRest } from './announce.ts'
import { openPool } from './connection.ts'
import { type MigrationResult, migrateDatabase } from './migrate.ts'
import { DatabaseUnfit } from './owner.ts'
import { openReplicas, type Replicas } from './replicas.ts'
import { actorRoles, appUrl, directUrl } from './roles.ts'

export interface OpenSettings {
  ownerUrl: string
  /** The app's own login, if the operator made one; otherwise it is made here and its password kept under `dataDir`. */
  appUrl?: string | undefined
  dataDir: string
  pooler: 'none' | 'transaction'
  poolSize?: number | undefined
  /** Addresses of replicas; the login there is the app's own. */
  replicaUrls?: readonly string[]
}

export interface OpenDatabase extends Database {
  /** The app's login past any pooler, for connections of their own (LISTEN, jobs, COPY). */
  url: string
  /** For jobs that need ownership. */
  ownerUrl: string
  migration: MigrationResult
  replicas?: Replicas | undefined
  close(): Promise<void>
}

/** About twice the cores: a larger pool was slower. */
const defaultPoolSize = 6

export async function openDatabase(settings: OpenSettings): Promise<OpenDatabase> {
  const password = settings.appUrl ? undefined : keptPassword(settings.dataDir)
  const migration = await migrateDatabase(settings.ownerUrl, password)
  const login = settings.appUrl ?? appUrl(settings.ownerUrl, password ?? '')
  const url = settings.pooler === 'none' ? login : directUrl(settings.ownerUrl, login)
  const pool: pg.Pool = openPool({ url: login, max: settings.poolSize ?? defaultPoolSize, pooler: settings.pooler })
  await refuseWrongLogin(pool)
  const { replicaUrls = [], pooler } = settings
  const copies = replicaUrls.map((each) => ({ url: directUrl(each, login), max: settings.poolSize ?? defaultPoolSize, pooler }))
  const replicas = copies.length ? openReplicas({ pool, pooler }, copies) : undefined
  const database: OpenDatabase = {
    pool,
    pooler: settings.pooler,
    replicas,
    url,
    ownerUrl: settings.ownerUrl,
    migration,
    close: async () => {
      await announceRest(database)
      await replicas?.close()
      await pool.end()
    },
  }
  return database
}

/** A login that could pass the row-level policies, or lacks what a session of ours needs, is an operator's mistake. */
async function refuseWrongLogin(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ mighty: boolean; member: boolean; zone: string }>(
    `SELECT r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid
         AND c.relnamespace = 'public'::regnamespace) AS mighty,
       pg_has_role(r.oid, 'system', 'MEMBER') AS member, current_setting('TimeZone') AS zone
     FROM pg_roles r WHERE r.rolname = session_user`,
  )
  const { mighty = true, member = false, zone = '' } = rows[0] ?? {}
  const wrong = mighty
    ? 'is the owner, a superuser or another mighty role: the app needs a login that owns nothing'
    : member
      ? zone !== 'UTC' && `has its sessions in the time zone ${zone}: ALTER ROLE ... SET timezone = 'UTC'`
      : `is no member of the app's roles: GRANT ${actorRoles.join(', ')} to it`
  if (!wrong) return
  await pool.end()
  throw new DatabaseUnfit(`The login of DATABASE_APP_URL ${wrong}`)
}

export function keptPassword(dataDir: string): string {
  const file = join(dataDir, 'app-login')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const password = randomBytes(24).toString('base64url')
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  return password
}
