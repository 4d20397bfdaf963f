/**
 * On a machine that others use too, PostgreSQL's many processes get a larger share of it than one server does, and every
 * ratio falls. Asked to be urgent, all that are measured go before others alike, for the time of the run.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processesIn } from '../server/db/embedded/leftovers.ts'
import type { Clinic } from './clinic.ts'

const everyMs = 100
const niceness = '-15'

/** Linux, as root; PostgreSQL starts processes all the time, so it is said again and again. Answers how to end it. */
export function beUrgent({ dataDir }: Clinic, pids: number[]): () => void {
  const told = new Set<number>()
  const timer = setInterval(() => {
    for (const pid of [process.pid, ...pids, ...processesIn(join(dataDir, 'postgres'))]) {
      if (!told.has(pid)) tell(pid)
      told.add(pid)
    }
  }, everyMs)
  return () => clearInterval(timer)
}

function tell(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/autogroup`, niceness)
  } catch {
    // It has ended, or we may not.
  }
}
