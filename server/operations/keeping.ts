/** Keeps the embedded database's backups while the server runs: ships the log, backs up daily, drills nightly. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ApiReply } from '../../shared/api.ts'
import type { Config } from '../config.ts'
import type { Database } from '../db/actor.ts'
import { archiveDirOf } from '../db/embedded/embedded.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Log } from '../log.ts'
import { productVersion } from '../version.ts'
import type { BackupFacts } from './alarms/alarms.ts'
import { backUpNow } from './backup/back-up-now.ts'
import { expire } from './backup/expire.ts'
import { runDrill } from './drill/drill.ts'
import { type PlaceFacts, placeState } from './place-state.ts'
import { ownBackupKey, storesOf, writtenBackupKey } from './places.ts'
import { listBackups } from './repository.ts'
import { lookBackIn } from './restore/looking-back.ts'
import { reviewJobs } from './review/prepare.ts'
import { findGood, findKnown } from './runs-storage.ts'
import type { BackupKey } from './seal/backup-key.ts'
import type { Store } from './stores/store.ts'
import { startShipping } from './wal/shipping.ts'

/** What the page and the alarms ask of backups that we take. */
export interface OwnBackups {
  kind: 'own' | 'pgbackrest'
  key: BackupKey
  /** The key as one writes it down. */
  writtenKey(): string
  /** Whose free space counts. */
  disks: readonly string[]
  /** `lastRun`: the last backup run that ended. What was seen of the places before that is old. */
  places(lastRun: number | undefined): Promise<(PlaceFacts & { newestAt: string | null })[]>
  waiting(): Promise<Waiting>
  facts(ownerUrl: string): Promise<BackupFacts>
  /** What the operator still has to do, if anything. */
  setup?(): Promise<BackupSetup | null>
}

/** A database that we cannot back up from here: its operator does. */
export interface BackedUpElsewhere {
  kind: 'elsewhere'
  setup(): Promise<BackupSetup | null>
}

export type BackupSetup = NonNullable<ApiReply<'GET /system/backups'>['setup']>

/** Beginning of the upkeep while the server runs. */
export interface Begun {
  ownerUrl: string
  database: Database
  jobs: Jobs
}

export interface Keeping extends OwnBackups {
  kind: 'own'
  stores: readonly Store[]
  /** Names the jobs; before they start. */
  begin(parts: Begun): void
  close(): Promise<void>
}

/** Asked for on the page. */
export const backupQueue = 'operations.backup-now'
export const drillQueue = 'operations.drill-now'

const backupAgeMs = 24 * 60 * 60 * 1000 - 10 * 60 * 1000
/** Looking into a bucket costs. */
const looksAgainMs = 60_000
export const longest = { retries: 0, longestSeconds: 4 * 60 * 60 }

/** Shipping begins at once, before the database does, and ends with `close`, after it has: its last words count. */
export function startKeeping(config: Config, log: Log): Keeping {
  const key = ownBackupKey(config)
  const stores = storesOf(config)
  const spoolDir = archiveDirOf(config.dataDir)
  const { ask: places, forget } = remembered(() => Promise.all(stores.map((store) => placeState(store, key, new Date()))))
  const shipper = startShipping({ spoolDir, stores, key, onShipped: forget }, (error) =>
    log.error(`The write-ahead log was not shipped: ${error instanceof Error ? error.message : error}`),
  )
  const waiting = () => waitingIn(spoolDir)
  return {
    kind: 'own',
    key,
    writtenKey: () => writtenBackupKey(config),
    stores,
    disks: stores.map(({ place }) => place),
    places: async (lastRun) => (await places(lastRun)).map(({ newest, ...place }) => ({ ...place, newestAt: newest?.stoppedAt ?? null })),
    waiting,
    facts: async (ownerUrl) => {
      const known = await findKnown(ownerUrl)
      const found = await places(known.lastRun?.id)
      const { archiveFails, lastRun, lastDrill } = known
      const newest = found[0]?.newest
      const damage = found.flatMap((place) => place.error ?? place.damage ?? [])
      const newestBackup = newest && new Date(newest.stoppedAt)
      return { newestBackup, lastRun, lastDrill, archiveFails, oldestWaiting: (await waiting()).since, damage }
    },
    begin: (parts) => keepUp({ ...parts, config, stores, key, log, forget }),
    close: shipper.close,
  }
}

interface Upkeep extends Begun {
  config: Config
  stores: readonly Store[]
  key: BackupKey
  log: Log
  /** What was seen in the places is old. */
  forget(): void
}

function keepUp({ ownerUrl, database, jobs, config: { dataDir }, stores, key, log, forget }: Upkeep): void {
  const setting = { clusterDir: join(dataDir, 'postgres'), dataDir, ownerUrl, stores, key, product: productVersion() }
  const drill = async () => {
    for (const store of stores) await runDrill({ ownerUrl, dataDir, store, key, log })
  }
  jobs.schedule('operations.backup', '*/10 * * * *', async () => {
    if (await isDue(stores, key, ownerUrl)) await backUpNow(setting)
    for (const store of stores) await expire(store, key, { now: new Date(), good: await findGood(ownerUrl, store.place) })
    forget()
  })
  jobs.schedule('operations.drill', '37 3 * * *', drill)
  jobs.work(backupQueue, async () => void (await backUpNow(setting)), longest)
  jobs.work(drillQueue, drill, longest)
  reviewJobs(jobs, { database, lookBack: lookBackIn({ dataDir, stores, key, log }) })
}

async function isDue(stores: readonly Store[], key: BackupKey, ownerUrl: string): Promise<boolean> {
  const newest = await Promise.all(stores.map((store) => listBackups(store, key, () => undefined)))
  const { timeline } = await findKnown(ownerUrl)
  // After a restore the new future needs a beginning of its own.
  return newest
    .map((all) => all.at(-1))
    .some((each) => !each || Date.now() - Date.parse(each.startedAt) > backupAgeMs || each.timeline < timeline)
}

/** For a while, as long as `lastRun` stays the same and nobody says that it is to be forgotten. A failure is not kept. */
export function remembered<T>(look: () => Promise<T>): { ask: (lastRun: number | undefined) => Promise<T>; forget: () => void } {
  let known: { at: number; lastRun: number | undefined; answer: Promise<T> } | undefined
  const forget = () => {
    known = undefined
  }
  const ask = (lastRun: number | undefined) => {
    if (known && known.lastRun === lastRun && performance.now() - known.at < looksAgainMs - 5000) return known.answer
    const mine = { at: performance.now(), lastRun, answer: look() }
    known = mine
    mine.answer.catch(() => known === mine && forget())
    return mine.answer
  }
  return { ask, forget }
}

export interface Waiting {
  count: number
  since: Date | undefined
}

/** What lies in the spool, and when the file that has waited longest was laid down. */
export async function waitingIn(folder: string, ending = ''): Promise<Waiting> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(ending))
  const times = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ mtime }) => [mtime],
        () => [],
      ),
    ),
  )
  const found = times.flat()
  return {
    count: found.length,
    since: found.reduce<Date | undefined>((oldest, time) => (!oldest || time < oldest ? time : oldest), undefined),
  }
}
