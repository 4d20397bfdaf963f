/** Folds the gathered differences of lead counts into their totals, so that reading them stays cheap. */
import { sql } from 'drizzle-orm'
import { system, writeAs } from '../db/actor.ts'
import type { OpenDatabase } from '../db/open.ts'
import type { App } from '../http/house.ts'

const everyMs = 5_000

export const foldLeadCounts = (database: OpenDatabase) => writeAs(database, system, (db) => db.execute(sql`select fold_lead_counts()`))

/** Several instances may try; the database lets one at a time. */
export function keepLeadCounts(app: App): void {
  const timer = setInterval(() => {
    foldLeadCounts(app.house.database).catch((error) => app.log.warn({ code: String(error) }, 'lead counts wait to be folded'))
  }, everyMs)
  timer.unref()
  app.addHook('onClose', async () => clearInterval(timer))
}
