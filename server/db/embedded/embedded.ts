import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Client, escapeIdentifier } from 'pg'
import type { Log } from '../../log.ts'
import { keptSecret, randomSecret } from '../../secrets.ts'
import { findPrograms } from './binaries.ts'
import { clusterExists, createCluster, superuser } from './create-cluster.ts'
import { chooseRunAs, handOver, type RunAs } from './run-as.ts'
import { socketDirOf } from './server-process.ts'
import { type Purpose, settingsFor } from './settings.ts'
import { superviseServer } from './supervise.ts'

export type EmbeddedPostgres = { ownerUrl: string; stop(): Promise<void> }

type Wanted = { dataDir: string; log: Log; purpose?: Purpose }

export const databaseName = 'healthcrm'

/** sun_path of sockaddr_un, less PostgreSQL's own file name in it. */
const longestSocketDir = 107 - '/.s.PGSQL.5432.lock'.length

/**
 * Starts the PostgreSQL that keeps its data under `dataDir`, making it on the first start, and restarts it should it die.
 * The caller holds the lock of `dataDir`. Throws StartError.
 */
export async function startEmbeddedPostgres({ dataDir, log, purpose = 'keep' }: Wanted): Promise<EmbeddedPostgres> {
  const home = resolve(dataDir)
  await makeDataDir(home)
  const clusterDir = join(home, 'postgres')
  const programs = await findPrograms()
  const runAs = chooseRunAs(home, clusterDir, programs)
  const password = keptSecret(home, 'database-owner', randomSecret)
  if (!clusterExists(clusterDir)) {
    log.info('Making the database (first start only)')
    await createCluster({ programs, clusterDir, password, runAs, purpose })
  }
  const sockets = await makeSocketDir(home, runAs)
  const archiveDir = purpose === 'keep' ? await makeArchiveDir(home, runAs) : undefined
  await writeSettings(clusterDir, settingsFor(purpose, { socketDir: sockets.path, archiveDir }), runAs)
  const server = await superviseServer({ postgres: programs.postgres, clusterDir, socketDir: sockets.path, runAs, log })
  await makeDatabase(urlOf(sockets.path, password, 'postgres'))
  const stop = async () => {
    await server.stop()
    if (sockets.isTemporary) await rm(sockets.path, { recursive: true, force: true })
  }
  return { ownerUrl: urlOf(sockets.path, password, databaseName), stop }
}

/** The owner's URL of the PostgreSQL that another process runs on this data folder. */
export function runningOwnerUrl(dataDir: string): string | undefined {
  const home = resolve(dataDir)
  const socketDir = socketDirOf(join(home, 'postgres'))
  return socketDir && urlOf(socketDir, keptSecret(home, 'database-owner', randomSecret), databaseName)
}

export function urlOf(socketDir: string, password: string, database: string): string {
  return `postgres://${superuser}:${password}@${encodeURIComponent(socketDir)}/${database}`
}

/** As root others may pass through it to their own folder in it, so that PostgreSQL's user can; secrets have modes of their own. */
async function makeDataDir(path: string): Promise<void> {
  const isNew = !existsSync(path)
  await mkdir(path, { recursive: true })
  if (isNew) await chmod(path, process.getuid?.() === 0 ? 0o711 : 0o700)
}

export async function makeSocketDir(home: string, runAs: RunAs): Promise<{ path: string; isTemporary: boolean }> {
  const near = join(home, 'run')
  const isTemporary = Buffer.byteLength(near) > longestSocketDir
  const path = isTemporary ? await mkdtemp(join(tmpdir(), 'healthcrm-')) : near
  await mkdir(path, { recursive: true, mode: 0o700 })
  handOver(path, runAs)
  return { path, isTemporary }
}

/** Where finished write-ahead log waits to be taken into the backups. */
export const archiveDirOf = (dataDir: string) => join(resolve(dataDir), 'archive')

async function makeArchiveDir(home: string, runAs: RunAs): Promise<string> {
  const path = archiveDirOf(home)
  await mkdir(path, { recursive: true, mode: 0o700 })
  handOver(path, runAs)
  return path
}

export async function writeSettings(clusterDir: string, settings: string, runAs: RunAs): Promise<void> {
  const path = join(clusterDir, 'healthcrm.conf')
  await writeFile(path, settings, { mode: 0o600 })
  handOver(path, runAs)
}

async function makeDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName])
    if (rowCount === 0) await client.query(`create database ${escapeIdentifier(databaseName)}`)
  } finally {
    await client.end()
  }
}
