/** Whether this machine can back the operator's PostgreSQL up through pgBackRest, and with what. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Config } from '../../config.ts'
import { accountOf, type RunAs } from '../../db/embedded/run-as.ts'
import type { Server } from './configuration.ts'

export interface Found extends Server {
  pgbackrest: string
  /** Its own programs; where they are not known, none runs or restores it. */
  bin: string | undefined
  runAs: RunAs
}

export type Missing = 'unset' | 'not_here' | 'no_program' | 'no_right' | 'another'

export type Finding = { found: Found } | { missing: Missing }

const defaults = { socketDir: '/var/run/postgresql', port: 5432 }

/** Looks at files alone: the database need not run. With its system identifier, the files have to be those of that very database. */
export function findExternal({ databaseDataDir: dataDir }: Pick<Config, 'databaseDataDir'>, systemId?: string): Finding {
  if (dataDir === undefined) return { missing: 'unset' }
  const owner = statSync(dataDir, { throwIfNoEntry: false })
  if (!owner) return { missing: 'not_here' }
  const me = process.getuid?.() ?? 0
  const control = readControl(dataDir)
  if (control === 'unreadable' || (me !== 0 && me !== owner.uid)) return { missing: 'no_right' }
  if (control === undefined) return { missing: 'not_here' }
  if (systemId !== undefined && control !== systemId) return { missing: 'another' }
  const pgbackrest = programOnPath()
  const account = accountOf(String(owner.uid))
  if (!pgbackrest || !account) return { missing: 'no_program' }
  const runAs: RunAs = { uid: owner.uid, gid: owner.gid, reach: 'own' }
  return { found: { dataDir, pgbackrest, runAs, account: account.name, bin: binOf(dataDir), ...listening(dataDir) } }
}

/** For a restore to where nothing is left: whoever owns the folder above it is to own the data. */
export function findPlaceFor(dataDir: string): Found | undefined {
  const pgbackrest = programOnPath()
  const above = statSync(dirname(dataDir), { throwIfNoEntry: false })
  const me = process.getuid?.() ?? 0
  const account = accountOf(me !== 0 ? String(me) : above && above.uid !== 0 ? String(above.uid) : 'postgres')
  if (!pgbackrest || !account) return undefined
  return {
    dataDir,
    pgbackrest,
    runAs: { uid: account.uid, gid: account.gid, reach: 'own' },
    account: account.name,
    bin: undefined,
    ...defaults,
  }
}

/** The system identifier stands first in it. */
function readControl(dataDir: string): string | 'unreadable' | undefined {
  try {
    return readFileSync(join(dataDir, 'global', 'pg_control'))
      .readBigUInt64LE(0)
      .toString()
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EACCES' ? 'unreadable' : undefined
  }
}

function programOnPath(): string | undefined {
  const { status, stdout } = spawnSync('/bin/sh', ['-c', 'command -v pgbackrest'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

/** What it was started with last names its programs. */
function binOf(dataDir: string): string | undefined {
  const program = /^\S+/.exec(read(join(dataDir, 'postmaster.opts')))?.[0]
  return program && existsSync(program) ? dirname(program) : undefined
}

/** Debian's place for the programs of a major version. */
export function binOfVersion(version: string): string | undefined {
  const bin = `/usr/lib/postgresql/${version}/bin`
  return existsSync(join(bin, 'postgres')) ? bin : undefined
}

function listening(dataDir: string): { socketDir: string; port: number } {
  const [, , , port, socketDir] = lockLines(dataDir)
  return { socketDir: socketDir || defaults.socketDir, port: Number(port) || defaults.port }
}

/** The process that has it open, if one does. */
export function serverPid(dataDir: string): number | undefined {
  const pid = Number(lockLines(dataDir)[0])
  return pid > 0 && existsSync(`/proc/${pid}`) ? pid : undefined
}

const lockLines = (dataDir: string) =>
  read(join(dataDir, 'postmaster.pid'))
    .split('\n')
    .map((line) => line.trim())

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
