/** Keeps the embedded database's backups while the server runs: ships the log, backs up daily, drills nightly, watches. */
import { readdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { archiveDirOf } from '../db/embedded/embedded.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Log } from '../log.ts'
import { productVersion } from '../version.ts'
import { type Alarm, alarmsIn } from './alarms.ts'
import { BackupRunning, takeBackup } from './backup/backup.ts'
import { expire } from './backup/expire.ts'
import { runDrill } from './drill/drill.ts'
import { ownBackupKey, storesOf } from './places.ts'
import { listBackups } from './repository.ts'
import { beginRun, endRun, findKnown, forgetRun } from './runs-storage.ts'
import { startShipping } from './wal/shipping.ts'

export interface Keeping {
  /** As of the last minute. */
  alarms(): readonly Alarm[]
  /** Names the jobs; before they start. */
  begin(parts: { ownerUrl: string; jobs: Jobs }): void
  close(): Promise<void>
}

const watchEveryMs = 60_000
const backupAgeMs = 24 * 60 * 60 * 1000 - 10 * 60 * 1000

/** Shipping begins at once, before the database does, and ends with `close`, after it has: its last words count. */
export function startKeeping(config: Config, log: Log): Keeping {
  const key = ownBackupKey(config)
  const stores = storesOf(config)
  const since = new Date()
  const tell = (what: string) => (error: unknown) => log.error(`${what}: ${error instanceof Error ? error.message : error}`)
  const shipper = startShipping({ spoolDir: archiveDirOf(config.dataDir), stores, key }, tell('The write-ahead log was not shipped'))
  let watch: NodeJS.Timeout | undefined
  let alarms: readonly Alarm[] = []
  const newest = async () => (await Promise.all(stores.map((store) => listBackups(store, key, () => undefined)))).map((all) => all.at(-1))
  const isDue = async (ownerUrl: string) => {
    const [latest, { timeline }] = [await newest(), await findKnown(ownerUrl)]
    // After a restore the new future needs a beginning of its own.
    return latest.some((each) => !each || Date.now() - Date.parse(each.startedAt) > backupAgeMs || each.timeline < timeline)
  }
  const look = async (ownerUrl: string) => {
    const [first] = await newest()
    const { archiveFails, lastRun, lastDrill } = await findKnown(ownerUrl)
    alarms = alarmsIn({
      now: new Date(),
      since,
      newestBackup: first && new Date(first.stoppedAt),
      lastRun,
      lastDrill,
      archiveFails,
      oldestWaiting: await oldestIn(archiveDirOf(config.dataDir)),
      disks: await disksOf([config.dataDir, ...stores.map(({ place }) => place)]),
    })
  }
  return {
    alarms: () => alarms,
    begin: ({ ownerUrl, jobs }) => {
      const files = { clusterDir: join(config.dataDir, 'postgres'), dataDir: config.dataDir }
      const backUp = async () => {
        if (await isDue(ownerUrl)) await backUpNow({ ...files, ownerUrl, stores, key, product: productVersion() })
        for (const store of stores) await expire(store, key, new Date())
      }
      jobs.schedule('operations.backup', '*/10 * * * *', backUp)
      jobs.schedule('operations.drill', '37 3 * * *', async () => {
        for (const store of stores) await runDrill({ ownerUrl, dataDir: config.dataDir, store, key, log })
      })
      const looking = () => void look(ownerUrl).catch(tell('The backups could not be looked at'))
      watch = setInterval(looking, watchEveryMs).unref()
      looking()
    },
    close: async () => {
      clearInterval(watch)
      await shipper.close()
    },
  }
}

/** A backup with its row in `backup_runs`. Another one under way is as good. */
export async function backUpNow(setting: Parameters<typeof takeBackup>[0]) {
  const id = await beginRun(setting.ownerUrl)
  try {
    const manifest = await takeBackup(setting)
    await endRun(setting.ownerUrl, id, { state: 'done', backupId: manifest.id, bytes: manifest.sealedBytes })
    return manifest
  } catch (error) {
    if (error instanceof BackupRunning) {
      await forgetRun(setting.ownerUrl, id)
      return undefined
    }
    await endRun(setting.ownerUrl, id, { state: 'failed', error: error instanceof Error ? error.message : String(error) })
    throw error
  }
}

/** When the file that has waited longest was laid down. */
async function oldestIn(folder: string): Promise<Date | undefined> {
  const names = await readdir(folder).catch(() => [])
  const times = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ mtime }) => mtime,
        () => undefined,
      ),
    ),
  )
  return times.reduce((oldest, time) => (!oldest || (time && time < oldest) ? time : oldest), undefined)
}

async function disksOf(places: readonly string[]) {
  const found = await Promise.all(
    places.map((place) =>
      statfs(place).then(
        ({ bavail, blocks, bsize }) => [{ place, free: bavail * bsize, size: blocks * bsize }],
        () => [],
      ),
    ),
  )
  return found.flat()
}
