/**
 * npm run backup: a backup now, whether the server runs or not. With --key: the key that opens the backups, to write
 * down. With --check: whether what is there is whole. With --configure: how an own PostgreSQL comes to be backed up.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ownConfig } from '../config.ts'
import { archiveDirOf } from '../db/embedded/embedded.ts'
import { backUpNow } from '../operations/backup/back-up-now.ts'
import { BackupRunning } from '../operations/backup/backup.ts'
import { placeState } from '../operations/place-state.ts'
import { ownBackupKey, storesOf, writtenBackupKey } from '../operations/places.ts'
import { startShipping } from '../operations/wal/shipping.ts'
import { productVersion } from '../version.ts'
import { backUpExternal, checkExternal, configureExternal } from './backup-external.ts'
import { type Command, CommandError, complain, runCommand, say, sayingWhy } from './command.ts'

const { values } = parseArgs({
  options: {
    key: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    configure: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
  },
})
if (values.key) await sayingWhy(async () => say(writtenBackupKey(ownConfig())))
else await runCommand((command) => (command.config.databaseUrl === undefined ? ofEmbedded(command) : ofExternal(command)))

async function ofExternal(command: Command): Promise<void> {
  if (values.configure) return configureExternal(command, values)
  if (values.check) return checkExternal(command)
  return backUpExternal(command, values)
}

async function ofEmbedded(command: Command): Promise<void> {
  if (values.configure) return say('The embedded database needs no configuration: npm start backs it up every day.')
  return values.check ? check(command) : backUp(command)
}

async function check({ config }: Command): Promise<void> {
  const key = ownBackupKey(config)
  for (const store of storesOf(config)) {
    const { place, backups, restorableFrom, gap, damage, error } = await placeState(store, key, new Date())
    const fault = error ?? damage ?? (gap === null ? undefined : `The write-ahead log ${gap} is missing in ${place}`)
    if (fault) throw new CommandError(fault)
    if (backups === 0) throw new CommandError(`There is no backup in ${place} yet.`)
    say(`${place}: ${backups} backups, whole; any second since ${restorableFrom}.`)
  }
}

async function backUp({ config, ownerUrl, isAlone }: Command): Promise<void> {
  const key = ownBackupKey(config)
  const stores = storesOf(config)
  // Beside a running server, that one ships the log.
  const shipper = isAlone
    ? startShipping({ spoolDir: archiveDirOf(config.dataDir), stores, key }, (error) => complain(String(error)))
    : undefined
  try {
    const files = { clusterDir: join(config.dataDir, 'postgres'), dataDir: config.dataDir }
    const manifest = await backUpNow({ ...files, ownerUrl, stores, key, product: productVersion() })
    if (!manifest) throw new CommandError(new BackupRunning().message)
    const { id, bytes, sealedBytes } = manifest
    const places = stores.map(({ place }) => place).join(' and ')
    say(`Backup ${id} stands in ${places}: ${megabytes(bytes)} of data, ${megabytes(sealedBytes)} sealed.`)
  } finally {
    await shipper?.close()
  }
}

function megabytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1e6))} MB`
}
