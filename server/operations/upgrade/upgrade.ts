/**
 * A new release finds an older database: it is backed up before it is migrated, and should a migration fail, the data
 * goes back to that backup. What failed once is not tried again by itself: a server that is started over and over would
 * fill its disk with backups.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { knownMigrations, migrationsDue } from '../../db/migrate.ts'
import type { Log } from '../../log.ts'
import { StartError } from '../../start-error.ts'
import { productVersion } from '../../version.ts'
import { takeBackup } from '../backup/backup.ts'
import type { Keeping } from '../keeping.ts'
import type { Manifest } from '../repository.ts'
import { planRestore } from '../restore/plan.ts'
import { restoreClinic } from '../restore/restore.ts'

export interface Upgrade {
  ownerUrl: string
  dataDir: string
  backups: Pick<Keeping, 'key' | 'stores'>
  /** Stops the database, for the data to be replaced. */
  stop: () => Promise<void>
  log: Log
  /** Where the migrations are; another than ours for tests. */
  folder?: string
}

/** Throws StartError with what stands now. */
export async function upgradeSafely<T>(upgrade: Upgrade, migrate: () => Promise<T>): Promise<T> {
  const { ownerUrl, dataDir, folder, log } = upgrade
  if ((await migrationsDue(ownerUrl, folder)) === 0) return migrate()
  const marker = join(dataDir, 'upgrade-failed')
  const newest = knownMigrations(folder).at(-1)?.tag ?? ''
  refuseAgain(marker, newest)
  log.info('Backing the data up before it is upgraded ...')
  const { key, stores } = upgrade.backups
  const files = { clusterDir: join(dataDir, 'postgres'), dataDir }
  const manifest = await takeBackup({ ...files, ownerUrl, stores, key, product: productVersion() })
  try {
    const migrated = await migrate()
    rmSync(marker, { force: true })
    return migrated
  } catch (error) {
    const why = error instanceof Error ? reasonOf(error) : String(error)
    writeFileSync(marker, `${newest}\n${why}\n`, { mode: 0o600 })
    await goBack(upgrade, manifest)
    throw new StartError(
      `The upgrade failed (${why}), so the data was brought back to the backup ${manifest.id} from before it. Start the earlier release. To try again remove ${marker}.`,
    )
  }
}

function refuseAgain(marker: string, newest: string): void {
  if (!existsSync(marker)) return
  const [failed, why = ''] = readFileSync(marker, 'utf8').split('\n')
  if (failed !== newest) return
  throw new StartError(`The upgrade to this release failed before (${why}). Start the earlier release, or remove ${marker} to try again.`)
}

/** What PostgreSQL said, not which file of ours it said it to; and in one line. */
function reasonOf(error: Error): string {
  const deepest = error.cause instanceof Error ? error.cause : error
  return deepest.message.split('\n')[0]?.slice(0, 200) ?? ''
}

async function goBack({ dataDir, backups, stop, log }: Upgrade, { stoppedAt }: Manifest): Promise<void> {
  log.info('The upgrade failed: bringing the data back to the backup ...')
  await stop()
  const [store] = backups.stores
  if (!store) throw new StartError('There is no place to bring the data back from')
  const plan = await planRestore(store, backups.key, new Date(stoppedAt))
  const { faults } = await restoreClinic({ plan, key: backups.key, dataDir, log, now: new Date() })
  const [fault] = faults
  if (fault !== undefined) throw new StartError(`The upgrade failed, and the backup from before it is not sound: ${fault}`)
}
