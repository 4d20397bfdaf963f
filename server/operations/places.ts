/** Where the backups of an installation lie, and the key that opens them. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { keptSecret } from '../secrets.ts'
import { StartError } from '../start-error.ts'
import { type BackupKey, newBackupKey, readBackupKey } from './seal/backup-key.ts'
import { bucketStore } from './stores/bucket-store.ts'
import { folderStore } from './stores/folder-store.ts'
import type { Store } from './stores/store.ts'

type BackupConfig = Pick<Config, 'dataDir' | 'backupDir' | 'backupCopyDir' | 'backupBucket' | 'backupKey'>

const keyName = 'backup-key'

/** The first is where a restore looks first. */
export function storesOf({ backupDir, backupCopyDir, backupBucket }: BackupConfig): Store[] {
  return [
    folderStore(backupDir),
    ...(backupCopyDir === undefined ? [] : [folderStore(backupCopyDir)]),
    ...(backupBucket === undefined ? [] : [bucketStore(backupBucket)]),
  ]
}

/** The clinic's key, made now if there is none yet. */
export function ownBackupKey({ dataDir, backupKey }: BackupConfig): BackupKey {
  return readKey(backupKey ?? keptSecret(dataDir, keyName, newBackupKey))
}

/** The key for a restore: it is not made up. Throws StartError. */
export function givenBackupKey({ dataDir, backupKey }: BackupConfig): BackupKey {
  const path = join(dataDir, 'secrets', keyName)
  const text = backupKey ?? (existsSync(path) ? readFileSync(path, 'utf8') : undefined)
  if (text === undefined) throw new StartError('The backups are sealed: set BACKUP_KEY to the key that was written down at set-up.')
  return readKey(text)
}

/** Puts the given key where a start looks for it: it would make another one, which opens nothing that is there. */
export function keepGivenKey({ dataDir, backupKey }: BackupConfig): void {
  if (backupKey !== undefined) keptSecret(dataDir, keyName, () => backupKey)
}

/** As it was shown to be written down. */
export const writtenBackupKey = ({ dataDir, backupKey }: BackupConfig): string => backupKey ?? keptSecret(dataDir, keyName, newBackupKey)

function readKey(text: string): BackupKey {
  const key = readBackupKey(text)
  if (!key) throw new StartError('BACKUP_KEY is not a backup key: 56 letters and digits in 14 groups. Look for a slip of the pen.')
  return key
}
