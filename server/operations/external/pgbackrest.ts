/** Runs pgBackRest as the system user whose database it is, with the configuration that we made. */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { handOver, launch, type RunAs } from '../../db/embedded/run-as.ts'
import { StartError } from '../../start-error.ts'
import type { BackupKey } from '../seal/backup-key.ts'
import { configPathOf, configurationText, homeOf, type Repository, type RepositoryConfig, repositoriesOf, stanza } from './configuration.ts'
import type { Found } from './finding.ts'
import { complaintIn } from './reading.ts'

export interface PgBackRest {
  found: Found
  repositories: readonly Repository[]
  configPath: string
  /** Answers what it says; throws PgBackRestError. */
  run(command: string, options?: readonly string[], more?: readonly string[]): Promise<string>
}

export class PgBackRestError extends Error {
  readonly code: number
  constructor(command: string, code: number, said: string) {
    super(
      `pgBackRest ${command} failed (${code}): ${complaintIn(said) ?? (said.trim().split('\n')[0]?.slice(0, 300) || 'it said nothing')}`,
    )
    this.code = code
  }
}

/** Another one is under way. */
export const isLocked = (error: unknown) => error instanceof PgBackRestError && error.code === 50

/**
 * Writes the configuration and makes its folders. A restore has one of its own: with a key that turns out wrong, the
 * one that PostgreSQL hands its log over with must not change. Throws StartError where the database's user could not come to them.
 */
export function openPgBackRest(
  config: RepositoryConfig,
  found: Found,
  { key, use }: { key: BackupKey; use: 'keep' | 'restore' },
): PgBackRest {
  const repositories = repositoriesOf(config)
  const home = homeOf(config.dataDir)
  for (const name of ['', 'log', 'lock', 'spool']) makeOwn(join(home, name), found.runAs)
  for (const { folder } of repositories) if (folder !== undefined) makeOwn(folder, found.runAs)
  const configPath = use === 'keep' ? configPathOf(config.dataDir) : join(home, 'restore.conf')
  writeFileSync(configPath, configurationText({ config, server: found, key }), { mode: 0o600 })
  handOver(configPath, found.runAs)
  for (const folder of [home, ...repositories.flatMap((each) => each.folder ?? [])]) refuseUnreachable(folder, found)
  const common = [`--config=${configPath}`, `--stanza=${stanza}`, '--log-level-console=off', '--log-level-stderr=error']
  return {
    found,
    repositories,
    configPath,
    run: (command, options = [], more = []) => run(found, command, [command, ...common, ...options, ...more]),
  }
}

/** A folder above it that we make as root lets others pass. */
function makeOwn(folder: string, runAs: RunAs): void {
  const above = dirname(folder)
  if (!existsSync(above)) mkdirSync(above, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  else if (process.getuid?.() === 0 && statSync(above).uid === 0) chmodSync(above, statSync(above).mode | 0o011)
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 })
  handOver(folder, runAs)
}

function refuseUnreachable(folder: string, { runAs: { uid, gid }, account }: Found): void {
  const root = process.getuid?.() === 0 ? { uid, gid } : {}
  const { status } = spawnSync('/bin/sh', ['-c', 'test -x "$1" && test -w "$1"', 'sh', folder], { ...root, cwd: '/', stdio: 'ignore' })
  if (status !== 0) throw new StartError(`The database's user ${account} cannot come to ${folder}: choose a place that it may enter.`)
}

function run({ pgbackrest, runAs }: Found, command: string, args: string[]): Promise<string> {
  const child = launch(pgbackrest, args, { runAs, stdio: ['ignore', 'pipe', 'pipe'], whenWeDie: 'INT' })
  const said = { out: '', error: '' }
  child.stdout?.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr?.on('data', (chunk) => {
    said.error = `${said.error}${chunk}`.slice(-20_000)
  })
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('close', (code) => (code === 0 ? done(said.out) : failed(new PgBackRestError(command, code ?? 0, said.error || said.out))))
  })
}
