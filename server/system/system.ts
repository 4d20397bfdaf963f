/** How the system is. No secrets, no addresses, nothing of people: it may be shown to whoever helps. */
import { statfs } from 'node:fs/promises'
import { readAs, system } from '../db/actor.ts'
import { knownMigrations } from '../db/migrate.ts'
import { readinessOf } from '../http/health.ts'
import type { App } from '../http/house.ts'
import { productVersion } from '../version.ts'
import { findDatabase, findJobs, findLastImport, newestMigration } from './storage.ts'

export interface SystemParts {
  dataDir: string
  hasMail: boolean
  openStreams: () => number
}

export function systemHealth(app: App, { dataDir, hasMail, openStreams }: SystemParts) {
  const startedAt = new Date().toISOString()
  const readiness = readinessOf(app)
  const { database } = app.house
  return async () => {
    const state = await readiness()
    const stored = await readAs(database, system, async (db) => ({
      database: await findDatabase(db),
      jobs: await findJobs(db),
      lastImport: await findLastImport(db),
      newest: await newestMigration(db),
    }))
    const { totalCount, idleCount, waitingCount } = database.pool
    return {
      state,
      app: {
        version: productVersion(),
        node: process.versions.node,
        startedAt,
        memoryBytes: process.memoryUsage.rss(),
        openStreams: openStreams(),
        mail: hasMail,
      },
      database: { ...stored.database, pool: { open: totalCount, idle: idleCount, waiting: waitingCount } },
      migrations: migrationsAt(stored.newest),
      jobs: stored.jobs,
      lastImport: stored.lastImport,
      disk: await diskOf(dataDir),
    }
  }
}

function migrationsAt(newest: number | null) {
  const known = knownMigrations()
  const applied = newest === null ? [] : known.filter(({ when }) => when <= newest)
  const last = applied.at(-1)
  return { newest: last?.tag ?? null, applied: applied.length, known: known.length, at: last ? new Date(last.when).toISOString() : null }
}

/** Where the clinic's data lies, as far as an ordinary process may fill it. */
async function diskOf(dataDir: string) {
  const { bavail, blocks, bsize } = await statfs(dataDir)
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
}
