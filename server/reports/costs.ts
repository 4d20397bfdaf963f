/** What the clinic spent on its sources: entered by Admins, month by month. */
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { type Cost, findCosts, type SourceCost, writeCosts } from './costs-storage.ts'

/** Answers all costs of the months that were named. */
export async function enterCosts(db: Tx, actor: Actor, costs: Cost[]): Promise<SourceCost[]> {
  const months = costs.map(({ month }) => month).sort()
  const span = { from: months[0], to: months.at(-1) }
  const before = new Map((await findCosts(db, span)).map((cost) => [`${cost.leadSource} ${cost.month}`, cost.cents]))
  const keyOf = ({ leadSource, month }: Cost) => `${leadSource} ${month}`
  const changed = costs.filter((cost) => (before.get(keyOf(cost)) ?? null) !== cost.cents)
  if (changed.length) {
    await writeCosts(db, actor.userId, changed)
    const changes = Object.fromEntries(
      changed.map((cost) => [keyOf(cost), [before.get(keyOf(cost)) ?? null, cost.cents] as [unknown, unknown]]),
    )
    logActivity(db, { entityType: 'clinic', entityId: 1, action: 'costs_entered', userId: actor.userId, details: { changes } })
  }
  return findCosts(db, span)
}
