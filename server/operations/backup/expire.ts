/** Removes what is no longer kept from a store. */
import { listBackups, listWal, type Manifest, removeBackup, walName } from '../repository.ts'
import type { BackupKey } from '../seal/backup-key.ts'
import type { Store } from '../stores/store.ts'
import { retained } from './retention.ts'

export interface Expired {
  backups: Manifest[]
  /** Files of the write-ahead log. */
  log: number
}

/**
 * Removes nothing while there is a backup it cannot read: that one may need what it would remove. `good` is the backup
 * that a drill has restored last: what leads on from it stays.
 */
export async function expire(store: Store, key: BackupKey, { now, good }: { now: Date; good?: string | undefined }): Promise<Expired> {
  const unreadable: string[] = []
  const backups = await listBackups(store, key, (line) => unreadable.push(line))
  const [first] = unreadable
  if (first !== undefined) throw new Error(`Nothing expires in ${store.place}: ${first}`)
  const { drop, isNeeded } = retained(backups, now, good)
  for (const { id } of drop) await removeBackup(store, id)
  const log = (await listWal(store)).filter((file) => !isNeeded(file))
  for (const file of log) await store.remove(walName(file))
  return { backups: drop, log: log.length }
}
