import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../log.ts'
import { StartError } from '../../start-error.ts'
import { launch, type RunAs } from './run-as.ts'

export type ServerProcess = {
  /** Resolves when the process has ended, for whatever reason. */
  ended: Promise<void>
  /** Disconnects everybody, saves everything and ends. */
  stop(): Promise<void>
}

type Wanted = {
  postgres: string
  clusterDir: string
  runAs: RunAs
  /** Beside its own, and before them. */
  settings?: Record<string, string>
  log: Log
}

const lockLine = { pid: 0, socketDir: 4, status: 7 }
const slowStartMs = 10_000

/** Starts PostgreSQL and waits until it answers, however long its recovery takes. */
export async function startServerProcess({ postgres, clusterDir, runAs, settings = {}, log }: Wanted): Promise<ServerProcess> {
  const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = launch(postgres, ['-D', clusterDir, ...given], { runAs, stdio: ['ignore', 'ignore', 'pipe'], whenWeDie: 'INT' })
  const words = lastWords(child, clusterDir)
  const ended = new Promise<void>((done) => {
    child.once('exit', () => done())
    child.once('error', () => done())
  })
  const began = Date.now()
  let told = false
  while (!isReady(clusterDir, child.pid)) {
    if (hasEnded(child)) throw new StartError(`The database in ${clusterDir} does not start: ${words()}`)
    if (!told && Date.now() - began > slowStartMs) {
      told = true
      log.info('The database recovers what the last stop left unfinished; this can take some minutes')
    }
    await sleep(20)
  }
  // Its checkpointer went to sleep for five minutes while the start was not over, and would hand no log over meanwhile, whatever
  // archive_timeout says: a look at the settings wakes it.
  child.kill('SIGHUP')
  return { ended, stop: () => stop(child, ended) }
}

/** Where a server that is ready listens. */
export function socketDirOf(clusterDir: string): string | undefined {
  const lock = readLockFile(clusterDir)
  return lock[lockLine.status] === 'ready' ? lock[lockLine.socketDir] : undefined
}

/** PostgreSQL writes how far its start is into its lock file. */
function isReady(clusterDir: string, pid: number | undefined): boolean {
  const lock = readLockFile(clusterDir)
  return Number(lock[lockLine.pid]) === pid && lock[lockLine.status] === 'ready'
}

function readLockFile(clusterDir: string): string[] {
  try {
    return readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8')
      .split('\n')
      .map((line) => line.trim())
  } catch {
    return []
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}

/** Why it ended, as one line: from what it wrote to us, or once its log had begun, from that. */
function lastWords(child: ChildProcess, clusterDir: string): () => string {
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-4000)
  })
  return () => complaintIn(said) ?? complaintIn(readLog(clusterDir)) ?? `see the log in ${join(clusterDir, 'log')}`
}

function complaintIn(text: string): string | undefined {
  const line = text.split('\n').findLast((candidate) => /FATAL|PANIC|error:/.test(candidate))
  return line?.replace(/^.*?(FATAL|PANIC|error): +/, '')
}

function readLog(clusterDir: string): string {
  try {
    const folder = join(clusterDir, 'log')
    const files = readdirSync(folder).map((name) => join(folder, name))
    const newest = files.sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs).at(-1)
    return newest ? readFileSync(newest, 'utf8').slice(-10_000) : ''
  } catch {
    return ''
  }
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const farewells: [NodeJS.Signals, number][] = [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ]
  for (const [signal, patience] of farewells) {
    if (hasEnded(child)) return
    child.kill(signal)
    await Promise.race([ended, sleep(patience, undefined, { ref: false })])
  }
}
