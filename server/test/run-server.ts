import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { misuse } from '../db/nesting.ts'

const root = join(import.meta.dirname, '..', '..')
const watched = { NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'watch-connections.ts')).href}` }

export type RunOptions = {
  env: Record<string, string>
  /** The program and its arguments; the server itself unless told otherwise. */
  command?: string[]
  cwd?: string
  uid?: number
}

export type Run = {
  process: ChildProcess
  /** All it has written so far, to both outputs. */
  said(): string
  /** Where it answers, once it says so; fails with what it said when it ends before. */
  ready(): Promise<string>
  /** Its exit code; after the given signal if there is one. */
  ended(signal?: NodeJS.Signals): Promise<number | null>
}

/** A real HealthCRM process, with no setting but those given; no transaction of it may ask for a second connection. */
export function runServer({ env, command, cwd = root, uid }: RunOptions): Run {
  const [program = process.execPath, ...args] = command ?? [process.execPath, join(cwd, 'server', 'main.ts')]
  const child = spawn(program, args, {
    cwd,
    ...(uid === undefined ? {} : { uid, gid: uid }),
    // A copy of the program elsewhere has modules of its own.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', ...(cwd === root ? watched : {}), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  const closed = new Promise<number | null>((done, fail) => {
    child.once('close', (code) => (output.includes(misuse) ? fail(new Error(output)) : done(code)))
  })
  closed.catch(() => undefined)
  return {
    process: child,
    said: () => output,
    ready: () => readyLine(child, () => output),
    ended: (signal) => {
      if (signal) child.kill(signal)
      return closed
    },
  }
}

async function readyLine(child: ChildProcess, said: () => string): Promise<string> {
  for (;;) {
    const address = /HealthCRM is ready: (\S+)/.exec(said())?.[1]
    if (address) return address
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended without being ready:\n${said()}`)
    await sleep(20)
  }
}

/** The living processes that have this text in their command line: a data folder's path finds all that works on it. */
export function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && commandLine(pid).includes(text))
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}
