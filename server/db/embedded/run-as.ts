import { execFileSync, type StdioOptions, spawn, spawnSync } from 'node:child_process'
import { chownSync, statSync } from 'node:fs'
import { StartError } from '../../start-error.ts'
import type { Programs } from './binaries.ts'

/** The system user that PostgreSQL runs as, and whether it needs help to reach its files. */
export type RunAs = { uid: number; gid: number; reach: 'own' | 'helped' }

export type Account = { name: string; uid: number; gid: number }
type Launch = { runAs: RunAs; stdio: StdioOptions; whenWeDie: 'INT' | 'KILL' }

const ownName = 'healthcrm'

/** PostgreSQL refuses root: as root it runs as whoever owns the data, or else as a system user. */
export function chooseRunAs(dataDir: string, clusterDir: string, programs: Programs): RunAs {
  const me = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  if (me.uid !== 0) {
    refuseForeignData(clusterDir, me.uid)
    return { ...me, reach: 'own' }
  }
  const account = ownerOf(clusterDir) ?? ownerOf(dataDir) ?? accountOf('postgres') ?? accountOf(ownName) ?? newAccount()
  return { uid: account.uid, gid: account.gid, reach: canReach(account, dataDir, programs) ? 'own' : 'helped' }
}

/** Gives a file or folder to PostgreSQL's user; nothing to do unless we are root. */
export function handOver(path: string, runAs: RunAs): void {
  if (process.getuid?.() === 0) chownSync(path, runAs.uid, runAs.gid)
}

/**
 * Starts a PostgreSQL program in a session of its own, so that Ctrl-C reaches us alone and we stop it in order;
 * should we be killed, the kernel sends it the signal `whenWeDie`. It gets none of our environment's secrets.
 */
export function launch(program: string, args: string[], { runAs, stdio, whenWeDie }: Launch) {
  const options = { detached: true, stdio, cwd: '/', env: { LC_ALL: 'C', TZ: 'UTC' } }
  if (!hasSetpriv()) return spawn(program, args, { ...options, ...asRootOnly(runAs) })
  return spawn('setpriv', [...privileges(runAs), `--pdeathsig=${whenWeDie}`, '--', program, ...args], options)
}

function privileges(runAs: RunAs): string[] {
  if (process.getuid?.() !== 0) return []
  const user = [`--reuid=${runAs.uid}`, `--regid=${runAs.gid}`, '--clear-groups']
  if (runAs.reach === 'own') return user
  // Without no_setuid_fixup access(2) forgets the capability, and initdb does not find its own folder.
  const cap = '+dac_read_search'
  return [...user, '--securebits=+no_setuid_fixup', `--inh-caps=${cap}`, `--ambient-caps=${cap}`]
}

function asRootOnly({ uid, gid }: RunAs): { uid?: number; gid?: number } {
  return process.getuid?.() === 0 ? { uid, gid } : {}
}

function hasSetpriv(): boolean {
  return process.platform === 'linux' && spawnSync('setpriv', ['--version'], { stdio: 'ignore' }).status === 0
}

/** A folder below a 0700 home, or files installed under a strict umask, are out of reach for another user. */
function canReach({ uid, gid }: Pick<Account, 'uid' | 'gid'>, dataDir: string, { postgres, share }: Programs): boolean {
  const script = 'test -x "$1" && test -r "$2" && "$3" --version'
  const found = spawnSync('/bin/sh', ['-c', script, 'sh', dataDir, share, postgres], { uid, gid, cwd: '/', stdio: 'ignore' })
  if (found.status === 0) return true
  if (hasSetpriv()) return false
  throw new StartError(`PostgreSQL's user (id ${uid}) cannot reach ${dataDir}: set DATA_DIR to a folder it may enter.`)
}

function ownerOf(path: string): Account | undefined {
  const found = statSync(path, { throwIfNoEntry: false })
  return found && found.uid !== 0 ? accountOf(String(found.uid)) : undefined
}

function refuseForeignData(clusterDir: string, uid: number): void {
  const found = statSync(clusterDir, { throwIfNoEntry: false })
  if (!found || found.uid === uid) return
  throw new StartError(
    `The database in ${clusterDir} belongs to another user (id ${found.uid}): start HealthCRM as that user or as root, or set DATA_DIR.`,
  )
}

export function accountOf(nameOrId: string): Account | undefined {
  const { status, stdout } = spawnSync('getent', ['passwd', nameOrId], { encoding: 'utf8' })
  if (status !== 0) return undefined
  const [name = '', , uid, gid] = stdout.split(':')
  return { name, uid: Number(uid), gid: Number(gid) }
}

/** Debian and its relatives: a system user without home, shell or password. */
function newAccount(): Account {
  const options = ['--system', '--user-group', '--no-create-home', '--home-dir=/nonexistent', '--shell=/usr/sbin/nologin']
  try {
    execFileSync('useradd', [...options, ownName], { stdio: 'ignore' })
  } catch {
    // Perhaps another start made it first: the look-up tells.
  }
  const account = accountOf(ownName)
  if (account) return account
  throw new StartError('PostgreSQL does not run as root, and no system user could be made: start HealthCRM as a plain user.')
}
