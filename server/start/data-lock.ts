import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { StartError } from '../start-error.ts'
import { checkFolder } from './checks.ts'

export type DataLock = {
  /** Writes where people reach us, for those who find the folder locked. */
  tell(address: string): void
  release(): void
}

/** `born` tells a process from a later one with the same number: its start in clock ticks since the machine's. */
const holderShape = z.object({ pid: z.number(), born: z.string(), address: z.string() })
type Holder = z.infer<typeof holderShape>

/** One process at a time works on a data folder. Throws StartError naming the one that does; a killed holder's lock is taken over. */
export function lockData(dataDir: string): DataLock {
  checkFolder('DATA_DIR', dataDir, process.getuid?.() === 0 ? 0o711 : 0o700)
  const path = join(dataDir, 'lock')
  const me: Holder = { pid: process.pid, born: birthOf(process.pid), address: '' }
  while (!claim(path, me)) {
    const holder = holderOf(path)
    if (holder && isRunning(holder)) throw alreadyRunning(dataDir, holder)
    takeAway(path)
  }
  return {
    tell: (address) => replace(path, { ...me, address }),
    release: () => {
      if (holderOf(path)?.pid === process.pid) rmSync(path, { force: true })
    },
  }
}

/** Does a living process work on this data folder? */
export const isLocked = (dataDir: string): boolean => holderPid(dataDir) !== undefined

/** The living process that works on this data folder. */
export function holderPid(dataDir: string): number | undefined {
  const holder = holderOf(join(dataDir, 'lock'))
  return holder && isRunning(holder) ? holder.pid : undefined
}

function alreadyRunning(dataDir: string, { pid, address }: Holder): StartError {
  const where = address ? ` at ${address}` : ''
  return new StartError(`HealthCRM already runs on ${dataDir} (process ${pid}${where}): stop it first, or set DATA_DIR to another folder.`)
}

/** Linking a finished file makes the lock appear whole, and for one of two claimants only. */
function claim(path: string, me: Holder): boolean {
  const draft = draftBeside(path, me)
  try {
    linkSync(draft, path)
    return true
  } catch {
    return false
  } finally {
    rmSync(draft, { force: true })
  }
}

function replace(path: string, me: Holder): void {
  renameSync(draftBeside(path, me), path)
}

function draftBeside(path: string, me: Holder): string {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, JSON.stringify(me), { mode: 0o644 })
  return draft
}

/** Only one of two takers gets hold of the same stale file; whoever took a fresh one by mistake puts it back. */
function takeAway(path: string): void {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
    const taken = holderOf(aside)
    if (taken && isRunning(taken)) linkSync(aside, path)
  } catch {
    // Another start was quicker: the next look tells.
  } finally {
    rmSync(aside, { force: true })
  }
}

function holderOf(path: string): Holder | undefined {
  try {
    return holderShape.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}

function isRunning({ pid, born }: Holder): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
  }
  return birthOf(pid) === born
}

function birthOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
