/** Folds the gathered differences of lead counts into their totals, so that reading them stays cheap. */
import { system, writeAs } from '../db/actor.ts'
import type { OpenDatabase } from '../db/open.ts'
import { errorCode } from '../db/sqlstate.ts'
import type { App } from '../http/house.ts'
import { foldCounts } from './facets-storage.ts'

const everyMs = 5_000

export const foldLeadCounts = (database: OpenDatabase) => writeAs(database, system, foldCounts)

/** Several instances may try; the database lets one at a time. */
export function keepLeadCounts(app: App): void {
  const timer = setInterval(() => {
    foldLeadCounts(app.house.database).catch((error) => app.log.warn({ code: errorCode(error) }, 'lead counts wait to be folded'))
  }, everyMs)
  timer.unref()
  app.addHook('onClose', async () => clearInterval(timer))
}
