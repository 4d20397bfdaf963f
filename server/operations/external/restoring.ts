/** A copy of the operator's database in a folder of its own: restored by pgBackRest, started with the database's own programs. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { makeSocketDir } from '../../db/embedded/embedded.ts'
import { handOver } from '../../db/embedded/run-as.ts'
import { type ServerProcess, startServerProcess } from '../../db/embedded/server-process.ts'
import type { Log } from '../../log.ts'
import { StartError } from '../../start-error.ts'
import { requireEmpty } from '../restore/empty-folder.ts'
import { switchesIn } from '../restore/plan.ts'
import { beyondTheEnd } from '../restore/recover.ts'
import { isSegment, numberOf, segmentOf } from '../wal/names.ts'
import { stanza } from './configuration.ts'
import { binOfVersion } from './finding.ts'
import type { PgBackRest } from './pgbackrest.ts'
import type { ExternalPlan } from './planning.ts'

export interface ExternalRestore {
  tool: PgBackRest
  plan: ExternalPlan
  /** Where everything of it goes. */
  home: string
  /** The log folder of the database that is replaced: what it had not handed over. */
  ownLog?: string | undefined
  /** Of the clinic, in that PostgreSQL. */
  database: string
  log: Log
}

export interface ExternalCopy {
  clusterDir: string
  bin: string
  /** As a superuser; until it is stopped. */
  url: string
  server: ServerProcess
}

/** Restores, replays and starts; the caller stops the server. Throws StartError, and PgBackRestError. */
export async function restoreCopy(restore: ExternalRestore): Promise<ExternalCopy> {
  const { tool, plan, ownLog } = restore
  const { runAs, account } = tool.found
  const home = resolve(restore.home)
  requireEmpty(home)
  await mkdir(home, { recursive: true, mode: 0o700 })
  handOver(home, runAs)
  const clusterDir = join(home, 'postgres')
  const options = [
    `--repo=${plan.repository.key}`,
    `--set=${plan.backup.label}`,
    '--type=default',
    '--archive-mode=off',
    `--pg1-path=${clusterDir}`,
  ]
  await tool.run('restore', [...options, `--tablespace-map-all=${join(home, 'tablespaces')}`])
  if (ownLog !== undefined) await takeAlong(ownLog, join(clusterDir, 'pg_wal'), restore)
  const sockets = await makeSocketDir(home, runAs)
  const bin = programsFor(restore, clusterDir)
  const settings = { ...(await quietSettings(home, sockets.path, restore)), ...recovery(restore, clusterDir) }
  const server = await replay(restore, { postgres: join(bin, 'postgres'), clusterDir, settings })
  const url = `postgres://${account}@${encodeURIComponent(sockets.path)}/${encodeURIComponent(restore.database)}`
  try {
    refuseShort(clusterDir, plan, server.isLatest)
  } catch (error) {
    await server.stop()
    throw error
  }
  return { clusterDir, bin, url, server }
}

function programsFor({ tool }: ExternalRestore, clusterDir: string): string {
  const version = readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8').trim()
  const bin = tool.found.bin ?? binOfVersion(version)
  if (bin === undefined) throw new StartError(`The programs of PostgreSQL ${version} are not on this machine: install them first.`)
  return bin
}

/**
 * All on the command line, where neither the settings of the database nor its ALTER SYSTEM come first. Nobody but its
 * own system user and root comes to its socket, and it hands nothing over.
 */
async function quietSettings(home: string, socketDir: string, { tool }: ExternalRestore): Promise<Record<string, string>> {
  const files = { 'postgresql.conf': '', 'pg_hba.conf': 'local all all trust\n', 'pg_ident.conf': '' }
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(home, name), text, { mode: 0o600 })
    handOver(join(home, name), tool.found.runAs)
  }
  return {
    config_file: join(home, 'postgresql.conf'),
    hba_file: join(home, 'pg_hba.conf'),
    ident_file: join(home, 'pg_ident.conf'),
    listen_addresses: '',
    unix_socket_directories: `"${socketDir.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    port: '5432',
    ssl: 'off',
    archive_mode: 'off',
    logging_collector: 'off',
    log_destination: 'stderr',
    lc_messages: 'C',
    shared_preload_libraries: '',
    session_preload_libraries: '',
    local_preload_libraries: '',
    shared_buffers: '128MB',
    huge_pages: 'off',
    synchronous_standby_names: '',
    primary_conninfo: '',
    max_connections: '100',
    // Otherwise it counts as ready before it has recovered.
    hot_standby: 'off',
  }
}

function recovery({ tool, plan: { repository } }: ExternalRestore, clusterDir: string): Record<string, string> {
  const command = `${tool.found.pgbackrest} --config=${tool.configPath} --stanza=${stanza} --repo=${repository.key} --pg1-path=${clusterDir}`
  return { restore_command: `${command} archive-get %f "%p"`, recovery_target_timeline: 'latest' }
}

const targetOf = (to: Date) => ({
  recovery_target_time: to.toISOString().replace('T', ' ').replace('Z', '+00'),
  recovery_target_action: 'promote',
})

interface Startable {
  postgres: string
  clusterDir: string
  settings: Record<string, string>
}

async function replay({ plan: { to, isAlone }, tool, log }: ExternalRestore, { settings, ...wanted }: Startable) {
  const begin = async (more: Record<string, string>, isLatest: boolean) => {
    const server = await startServerProcess({ ...wanted, runAs: tool.found.runAs, settings: { ...settings, ...more }, log })
    return { ...server, isLatest }
  }
  if (to === 'latest') return begin({}, true)
  if (isAlone) return begin({ recovery_target: 'immediate', recovery_target_action: 'promote' }, false)
  try {
    return await begin(targetOf(to), false)
  } catch (error) {
    // Nothing happened between the last change and the moment asked for: the last change is that moment.
    if (!(error instanceof StartError) || !error.message.includes(beyondTheEnd)) throw error
    return begin({}, true)
  }
}

/** A damaged piece of the log looks like its end to PostgreSQL; where it really ended stands in the history it wrote. */
function refuseShort(clusterDir: string, { last, repository }: ExternalPlan, isLatest: boolean): void {
  if (!isLatest) return
  const folder = join(clusterDir, 'pg_wal')
  const history = readdirSync(folder)
    .filter((name) => name.endsWith('.history'))
    .sort()
    .at(-1)
  const ends = history === undefined ? [] : [...switchesIn(readFileSync(join(folder, history), 'utf8')).values()]
  const end = ends.at(-1) ?? 0n
  if (segmentOf(end) >= numberOf(last)) return
  throw new StartError(
    `The write-ahead log in ${repository.place} could be read to ${end.toString(16).toUpperCase()} alone, though it goes on to ${last}: restore from another place.`,
  )
}

/** What the replaced database had not handed over; PostgreSQL takes from the repository first. */
async function takeAlong(from: string, to: string, { tool, plan }: ExternalRestore): Promise<void> {
  const names = readdirSync(from).filter((name) => isSegment(name) && numberOf(name) >= numberOf(plan.last))
  for (const name of names) {
    if (!statSync(join(from, name)).isFile()) continue
    await copyFile(join(from, name), join(to, name))
    handOver(join(to, name), tool.found.runAs)
  }
}

export const databaseIn = (url: string) => decodeURIComponent(new URL(url).pathname.slice(1)) || 'postgres'
