/** Brings the clinic's embedded database back to a moment. The data of before stays, aside. */
import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { findPrograms } from '../../db/embedded/binaries.ts'
import { archiveDirOf } from '../../db/embedded/embedded.ts'
import { clearLeftovers } from '../../db/embedded/leftovers.ts'
import { chooseRunAs, handOver } from '../../db/embedded/run-as.ts'
import type { Log } from '../../log.ts'
import type { BackupKey } from '../seal/backup-key.ts'
import { forgiveAnchors } from '../seals/check-trails.ts'
import { checkSoundness, type Soundness } from '../soundness-storage.ts'
import { shipSpool } from '../wal/shipping.ts'
import { noteRestore } from './note-storage.ts'
import type { RestorePlan } from './plan.ts'
import { restoreInto } from './scratch.ts'

export interface ClinicRestore {
  plan: RestorePlan
  key: BackupKey
  dataDir: string
  /** Where heads of the audit's chain are anchored. */
  stores?: readonly RestorePlan['store'][]
  log: Log
  now: Date
}

export interface RestoreOutcome extends Soundness {
  /** Where the data of before is; nothing if there was none. */
  aside: string | undefined
}

/**
 * The caller holds the lock of the data folder and nothing runs on it. Until the restored copy has been found sound the
 * present data stays where it is; a restore that fails or is killed leaves it so.
 */
export async function restoreClinic({ plan, key, dataDir, stores = [], log, now }: ClinicRestore): Promise<RestoreOutcome> {
  const home = resolve(dataDir)
  const clusterDir = join(home, 'postgres')
  const making = join(home, 'restoring')
  await rm(making, { recursive: true, force: true })
  await mkdir(home, { recursive: true })
  const archiveDir = archiveDirOf(home)
  const runAs = chooseRunAs(home, clusterDir, await findPrograms())
  await mkdir(archiveDir, { recursive: true, mode: 0o700 })
  handOver(archiveDir, runAs)
  const ownLog = join(clusterDir, 'pg_wal')
  const restored = await restoreInto({
    plan,
    key,
    home: making,
    archiveDir,
    ownLog: existsSync(ownLog) ? ownLog : undefined,
    runAs,
    log,
  })
  const soundness = await checkAndNote({ ...restored, to: plan.to, backup: plan.manifest.id, stores, now })
  if (soundness.faults.length) return { ...soundness, aside: undefined }
  const aside = await swap({ home, clusterDir, making, keptDir: restored.keptDir, now })
  return { ...soundness, aside }
}

interface Noted extends Pick<Awaited<ReturnType<typeof restoreInto>>, 'ownerUrl' | 'server'> {
  to: RestorePlan['to']
  /** Its name. */
  backup: string
  stores: readonly RestorePlan['store'][]
  now: Date
}

/** A copy that is to take the place of the data: whether it is sound, and that it says what it is. Then it is stopped. */
export async function checkAndNote({ ownerUrl, server, to, backup, stores, now }: Noted): Promise<Soundness> {
  try {
    const soundness = await checkSoundness(ownerUrl)
    await noteRestore(ownerUrl, { to: to === 'latest' ? 'latest' : to.toISOString(), backup })
    if (!soundness.faults.length) await forgiveAnchors(ownerUrl, stores, now)
    return soundness
  } finally {
    await server.stop()
  }
}

interface Swap {
  home: string
  clusterDir: string
  making: string
  keptDir: string
  now: Date
}

async function swap({ home, clusterDir, making, keptDir, now }: Swap): Promise<string | undefined> {
  const stamp = now.toISOString().replace(/[-:]/g, '').slice(0, 15)
  const aside = join(home, `before-restore-${stamp}`)
  const had = existsSync(clusterDir)
  if (had) {
    await mkdir(aside, { mode: 0o700 })
    await rename(clusterDir, join(aside, 'postgres'))
  }
  await rename(join(making, 'postgres'), clusterDir)
  for (const name of await filesBelow(keptDir)) await takeOver(join(keptDir, name), join(home, name), join(aside, name))
  await rm(making, { recursive: true, force: true })
  return had ? aside : undefined
}

/** The restored database knows its people by the secrets of its own time. */
async function takeOver(from: string, to: string, aside: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  if (existsSync(to) && existsSync(dirname(dirname(aside)))) {
    await mkdir(dirname(aside), { recursive: true, mode: 0o700 })
    await copyFile(to, aside)
  }
  await copyFile(from, to)
  await chmod(to, 0o600)
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

/** What a stopped server left to be shipped goes to the stores first, so that nothing of it is missed. */
export async function shipLeftovers({ dataDir, stores, key }: { dataDir: string; stores: RestorePlan['store'][]; key: BackupKey }) {
  await clearLeftovers({ clusterDir: join(dataDir, 'postgres'), socketDir: join(dataDir, 'run') }).catch(() => undefined)
  return shipSpool({ spoolDir: archiveDirOf(dataDir), stores, key })
}
