/** What a first visit costs and how to pay it; an Admin settles it. */
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { badInput } from '../http/errors.ts'
import { requireFresh } from '../http/etag.ts'
import { findSettings, lockSettings, type PaymentTerms, updateSettings } from './settings-storage.ts'

type Given = { [K in keyof PaymentTerms]?: PaymentTerms[K] | undefined }

export const paymentTerms = async (db: Db, online: boolean) => ({ value: { ...(await findSettings(db)), online } })

export async function changeTerms(
  db: Tx,
  actor: Actor,
  given: Given,
  { online, ifMatch }: { online: boolean; ifMatch: string | undefined },
) {
  const before = await lockSettings(db)
  requireFresh(ifMatch, JSON.stringify({ ...before, online }))
  if (given.currency !== undefined && !Intl.supportedValuesOf('currency').includes(given.currency.toUpperCase())) {
    throw badInput({ path: 'currency', message: 'is not a currency of three small letters such as usd' })
  }
  const changed = Object.entries(given).filter(([name, value]) => value !== undefined && value !== before[name as keyof PaymentTerms])
  const after = { ...before, ...Object.fromEntries(changed) }
  if (changed.length) {
    logActivity(db, {
      entityType: 'clinic',
      entityId: 1,
      action: 'settings_changed',
      userId: actor.userId,
      details: detailsOf(before, after),
    })
    await updateSettings(db, Object.fromEntries(changed), actor.userId)
  }
  return { value: { ...after, online } }
}

/** The clinic's own words are named, not copied. */
function detailsOf(before: PaymentTerms, after: PaymentTerms) {
  const changes: Record<string, [unknown, unknown]> = {}
  if (before.priceCents !== after.priceCents) changes.price = [before.priceCents, after.priceCents]
  if (before.currency !== after.currency) changes.currency = [before.currency, after.currency]
  return { changes, ...(before.instructions === after.instructions ? {} : { fields: ['paymentInstructions'] }) }
}
