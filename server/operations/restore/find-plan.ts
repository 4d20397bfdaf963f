/** The first place that leads to the asked moment. */
import { listBackups } from '../repository.ts'
import type { BackupKey } from '../seal/backup-key.ts'
import type { Store } from '../stores/store.ts'
import type { AskedTime } from './asked-time.ts'
import { planRestore, type RestorePlan } from './plan.ts'

/** Throws StartError with why the first place does not. */
export async function findPlan(stores: readonly Store[], key: BackupKey, to: AskedTime): Promise<RestorePlan> {
  const refusals: unknown[] = []
  for (const store of stores) {
    try {
      return await planRestore(store, key, to)
    } catch (error) {
      refusals.push(error)
    }
  }
  throw refusals[0]
}

/** The clinic's time zone, as the newest backup knows it. */
export async function zoneOf(stores: readonly Store[], key: BackupKey, otherwise: string): Promise<string> {
  for (const store of stores) {
    const newest = (await listBackups(store, key, () => undefined).catch(() => [])).at(-1)
    if (newest) return newest.timeZone
  }
  return otherwise
}
