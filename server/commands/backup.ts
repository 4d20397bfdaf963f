/** npm run backup: a full backup now, whether the server runs or not. */
import { join } from 'node:path'
import { archiveDirOf } from '../db/embedded/embedded.ts'
import { takeBackup } from '../operations/backup/backup.ts'
import { ownBackupKey, storesOf } from '../operations/places.ts'
import { startShipping } from '../operations/wal/shipping.ts'
import { productVersion } from '../version.ts'
import { CommandError, complain, runCommand } from './command.ts'

await runCommand(async ({ config, ownerUrl, isAlone, say }) => {
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
    const { id, bytes, sealedBytes } = await takeBackup({ ...files, ownerUrl, stores, key, product: productVersion() })
    say(
      `Backup ${id} stands in ${stores.map(({ place }) => place).join(' and ')}: ${megabytes(bytes)} of data, ${megabytes(sealedBytes)} sealed.`,
    )
  } finally {
    await shipper?.close()
  }
})

function megabytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1e6))} MB`
}
