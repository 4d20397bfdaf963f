import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Log } from '../../log.ts'
import { forgetScratch } from '../restore/scratch.ts'
import type { LookBack } from '../review/prepare.ts'
import type { PgBackRest } from './pgbackrest.ts'
import { planExternal } from './planning.ts'
import { databaseIn, restoreCopy } from './restoring.ts'

export interface LookingBackThrough {
  tool: PgBackRest
  ownerUrl: string
  dataDir: string
  log: Log
}

/** Into the operator's database as it was. */
export function lookBackThrough({ tool, ownerUrl, dataDir, log }: LookingBackThrough): LookBack {
  return async (at, ask) => {
    const plan = await planExternal(tool, at)
    const home = join(dataDir, `review-${randomUUID().slice(0, 8)}`)
    try {
      // What has not been handed over yet is beside us.
      const ownLog = plan.isAlone ? undefined : join(tool.found.dataDir, 'pg_wal')
      const { url, server } = await restoreCopy({ tool, plan, home, ownLog, database: databaseIn(ownerUrl), log })
      return await ask(url).finally(() => server.stop())
    } finally {
      await forgetScratch(home)
    }
  }
}
