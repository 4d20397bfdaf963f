/** The processes that are measured: HealthCRM's own server, the baseline, a start by npm. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export const root = join(import.meta.dirname, '..')

export interface Running {
  address: string
  pid: number
  /** MB of memory now. */
  memory(): number
  /** MB at the most since `forgetPeak`. */
  peak(): number
  forgetPeak(): void
  stop(): Promise<void>
}

interface Wanted {
  command: string[]
  env: Record<string, string>
}

/** Starts a program that says where it answers: `ready: http://...`. */
export async function startProcess({ command: [program = '', ...args], env }: Wanted): Promise<Running> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(program, args, {
    cwd: root,
    env: { PATH, HOME, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said = `${said}${chunk}`.slice(-5000)))
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  const { pid = 0 } = child
  let peak = 0
  const watch = setInterval(() => (peak = Math.max(peak, memoryOf(pid))), 50)
  void ended.then(() => clearInterval(watch))
  const address = await readyLine(child, () => said)
  return {
    address,
    pid,
    memory: () => memoryOf(pid),
    peak: () => peak,
    forgetPeak: () => (peak = 0),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function readyLine(child: ChildProcess, said: () => string): Promise<string> {
  for (;;) {
    const address = /ready: (http\S+)/.exec(said())?.[1]
    if (address) return address
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`A server ended before it was ready:\n${said()}`)
    await sleep(5)
  }
}

function memoryOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
