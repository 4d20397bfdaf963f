/** A restored copy of the database in a place of its own: for the drill, for `--into`, and for what becomes the clinic's own. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { findPrograms } from '../../db/embedded/binaries.ts'
import { makeSocketDir } from '../../db/embedded/embedded.ts'
import { chooseRunAs, type RunAs } from '../../db/embedded/run-as.ts'
import type { Log } from '../../log.ts'
import type { BackupKey } from '../seal/backup-key.ts'
import { startFeeder } from './feeder.ts'
import type { RestorePlan } from './plan.ts'
import { type Recovered, recover } from './recover.ts'
import { unpackBackup } from './unpack.ts'

export interface RestoreInto {
  plan: RestorePlan
  key: BackupKey
  /** Where everything of it goes: `postgres`, `kept`, sockets. Must be empty. */
  home: string
  /** Where the log of its new timeline goes; none for a copy that nobody goes on with. */
  archiveDir?: string | undefined
  /** The log folder of the database that is replaced. */
  ownLog?: string | undefined
  /** Where the secrets that belong to it go; beside the rest unless told otherwise. */
  keptDir?: string | undefined
  /** Whose files they are to be, if somebody's before. */
  runAs?: RunAs | undefined
  /** A copy that is only looked at takes little. */
  memory?: 'small' | undefined
  log: Log
}

export interface Restored extends Recovered {
  clusterDir: string
  /** Holds the secrets that belong to it. */
  keptDir: string
}

/** Unpacks, replays and starts; the caller stops the server. */
export async function restoreInto({ plan, key, home, archiveDir, ownLog, log, ...given }: RestoreInto): Promise<Restored> {
  const place = resolve(home)
  await mkdir(place, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  const clusterDir = join(place, 'postgres')
  const keptDir = given.keptDir ?? join(place, 'kept')
  const programs = await findPrograms()
  const runAs = given.runAs ?? chooseRunAs(place, clusterDir, programs)
  await unpackBackup({ store: plan.store, key, manifest: plan.manifest, clusterDir, keptDir, runAs })
  const feeder = await startFeeder({ store: plan.store, key, ownLog, workDir: join(place, `feed-${randomUUID().slice(0, 8)}`), runAs })
  try {
    const sockets = await makeSocketDir(place, runAs)
    const password = readFileSync(join(keptDir, 'secrets', 'database-owner'), 'utf8').trim()
    const recovered = await recover({
      postgres: programs.postgres,
      clusterDir,
      socketDir: sockets.path,
      archiveDir,
      password,
      runAs,
      feeder,
      to: plan.to,
      memory: given.memory,
      log,
    })
    return { ...recovered, clusterDir, keptDir }
  } finally {
    await feeder.close()
  }
}

export const forgetScratch = (home: string) => rm(home, { recursive: true, force: true })
