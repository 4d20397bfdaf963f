/** npm run backup: a full backup now, whether the server runs or not. With --key: the key that opens the backups, to write down. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ownConfig } from '../config.ts'
import { archiveDirOf } from '../db/embedded/embedded.ts'
import { backUpNow } from '../operations/backup/back-up-now.ts'
import { BackupRunning } from '../operations/backup/backup.ts'
import { ownBackupKey, storesOf, writtenBackupKey } from '../operations/places.ts'
import { startShipping } from '../operations/wal/shipping.ts'
import { productVersion } from '../version.ts'
import { CommandError, complain, runCommand, say, sayingWhy } from './command.ts'

const { values } = parseArgs({ options: { key: { type: 'boolean', default: false } } })
if (values.key) await sayingWhy(async () => say(writtenBackupKey(ownConfig())))
else await backUp()

function backUp(): Promise<void> {
  return runCommand(async ({ config, ownerUrl, isAlone }) => {
    if (config.databaseUrl)
      throw new CommandError('DATABASE_URL leads to a PostgreSQL of your own: back it up with its own tools (docs/operations/backups.md).')
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
      say(
        `Backup ${id} stands in ${stores.map(({ place }) => place).join(' and ')}: ${megabytes(bytes)} of data, ${megabytes(sealedBytes)} sealed.`,
      )
    } finally {
      await shipper?.close()
    }
  })
}

function megabytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1e6))} MB`
}
