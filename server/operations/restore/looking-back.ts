import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Log } from '../../log.ts'
import type { LookBack } from '../review/prepare.ts'
import type { BackupKey } from '../seal/backup-key.ts'
import type { Store } from '../stores/store.ts'
import { findPlan } from './find-plan.ts'
import { forgetScratch, restoreInto } from './scratch.ts'

export interface LookingBack {
  dataDir: string
  stores: readonly Store[]
  key: BackupKey
  log: Log
}

/** Into the embedded database as it was. */
export function lookBackIn({ dataDir, stores, key, log }: LookingBack): LookBack {
  return async (at, ask) => {
    const plan = await findPlan(stores, key, at)
    const home = join(dataDir, `review-${randomUUID().slice(0, 8)}`)
    try {
      // What has not been shipped yet is beside us.
      const { ownerUrl, server } = await restoreInto({
        plan,
        key,
        home,
        ownLog: join(dataDir, 'postgres', 'pg_wal'),
        log,
        memory: 'small',
      })
      return await ask(ownerUrl).finally(() => server.stop())
    } finally {
      await forgetScratch(home)
    }
  }
}
