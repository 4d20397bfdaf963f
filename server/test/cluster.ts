import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../db/embedded/embedded.ts'
import type { Log } from '../log.ts'

export type ThrowawayCluster = {
  /** The owner's URL of the database `healthcrm`; put another name in its place for another database. */
  ownerUrl: string
  dataDir: string
  stop(): Promise<void>
}

const prefix = 'healthcrm-test-'

/** A PostgreSQL for one test run: quick, unsafe, and gone with the run. */
export async function startThrowawayCluster(): Promise<ThrowawayCluster> {
  await removeAbandoned()
  const dataDir = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  const postgres = await startEmbeddedPostgres({ dataDir, log: quiet, purpose: 'throwaway' })
  return {
    ownerUrl: postgres.ownerUrl,
    dataDir,
    async stop() {
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** The same server, another database. */
export function databaseAt(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}

const quiet: Log = { info: () => undefined, warn: console.warn, error: console.error }

/** Folders of runs that were killed: their PostgreSQL ended with them. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1])
    if (pid > 0 && !isAlive(pid)) await rm(join(tmpdir(), name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
