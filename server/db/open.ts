/** Opens the clinic's database: migrates as its owner, then connects as the app's own login. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { Database } from './actor.ts'
import { openPool } from './connection.ts'
import { type MigrationResult, migrateDatabase } from './migrate.ts'
import { appUrl } from './roles.ts'

export interface OpenSettings {
  ownerUrl: string
  /** The app's own login, if the operator made one; otherwise it is made here and its password kept under `dataDir`. */
  appUrl?: string | undefined
  dataDir: string
  pooler: 'none' | 'transaction'
  poolSize?: number
}

export interface OpenDatabase extends Database {
  /** The app's login, for connections of their own (LISTEN, jobs, COPY). */
  url: string
  /** For jobs that need ownership. */
  ownerUrl: string
  migration: MigrationResult
  close(): Promise<void>
}

/** About twice the cores: a larger pool was slower. */
const defaultPoolSize = 6

export async function openDatabase(settings: OpenSettings): Promise<OpenDatabase> {
  const password = settings.appUrl ? undefined : keptPassword(settings.dataDir)
  const migration = await migrateDatabase(settings.ownerUrl, password)
  const url = settings.appUrl ?? appUrl(settings.ownerUrl, password ?? '')
  const pool: pg.Pool = openPool({ url, max: settings.poolSize ?? defaultPoolSize, pooler: settings.pooler })
  await pool.query('SELECT 1')
  return { pool, pooler: settings.pooler, url, ownerUrl: settings.ownerUrl, migration, close: () => pool.end() }
}

/** For sessions that last (LISTEN, jobs): a pooler that lends connections by the transaction cannot carry them. */
export const directUrl = ({ pooler, url, ownerUrl }: Pick<OpenDatabase, 'pooler' | 'url' | 'ownerUrl'>) =>
  pooler === 'none' ? url : ownerUrl

function keptPassword(dataDir: string): string {
  const file = join(dataDir, 'app-login')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const password = randomBytes(24).toString('base64url')
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  return password
}
