import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '../../start-error.ts'

/** A clean end, then an abrupt one that the next start recovers from, then the last resort; each with its patience in ms. */
const farewells = [
  ['SIGINT', 15_000],
  ['SIGQUIT', 5000],
  ['SIGKILL', 5000],
] as const

export type Places = { clusterDir: string; socketDir: string }

/**
 * Ends what a killed start left running on this cluster, and removes the lock files that it left: the process they name
 * may be a stranger's by now, or dead but not yet buried, which PostgreSQL takes for alive.
 * Only for the holder of the data folder's lock: whoever runs here then runs for nobody.
 */
export async function clearLeftovers({ clusterDir, socketDir }: Places): Promise<void> {
  for (const [signal, patience] of farewells) {
    const left = processesIn(clusterDir)
    if (left.length === 0) break
    const postmaster = left.find((pid) => pid === postmasterPid(clusterDir))
    for (const pid of postmaster ? [postmaster] : left) send(pid, signal)
    await untilGone(clusterDir, patience)
  }
  const stubborn = processesIn(clusterDir)
  if (stubborn.length > 0) {
    throw new StartError(`PostgreSQL (process ${stubborn[0]}) still runs on ${clusterDir} and does not stop: end it first.`)
  }
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(socketDir, name), { force: true })
  const named = postmasterPid(clusterDir)
  if (named !== undefined && isAlive(named)) rmSync(join(clusterDir, 'postmaster.pid'), { force: true })
}

/** PostgreSQL's processes of this cluster: all of them work in its folder. */
export function processesIn(clusterDir: string): number[] {
  const postmaster = postmasterPid(clusterDir)
  if (process.platform !== 'linux') return postmaster && isAlive(postmaster) ? [postmaster] : []
  const home = realpathSync(clusterDir)
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && isPostgresIn(home, pid))
}

function isPostgresIn(home: string, pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8') === 'postgres\n' && readlinkSync(`/proc/${pid}/cwd`) === home
  } catch {
    return false
  }
}

function postmasterPid(clusterDir: string): number | undefined {
  try {
    return Math.abs(Number.parseInt(readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8'), 10))
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  return send(pid, 0)
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}

async function untilGone(clusterDir: string, patience: number): Promise<void> {
  const end = Date.now() + patience
  while (processesIn(clusterDir).length > 0 && Date.now() < end) await sleep(25)
}
