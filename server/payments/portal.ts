/** Paying, as the patient sees it. */
import { logActivity } from '../activity/activity.ts'
import type { Db, Tx } from '../db/connection.ts'
import { asProduct } from '../db/elevate.ts'
import { conflict, notFound } from '../http/errors.ts'
import { clinicFacts, findSettings } from './settings-storage.ts'
import { addEntry, findStanding, lockLedger, ownEntries } from './storage.ts'

export async function ownAccount(db: Db, leadId: number, online: boolean) {
  const { name: clinicName, isDemo } = await clinicFacts(db)
  const { instructions } = await findSettings(db)
  const standing = await findStanding(db, leadId)
  const entries = await ownEntries(db, leadId)
  const payBy = isDemo ? 'test' : online ? 'card' : 'instructions'
  return { value: { ...standing, clinicName, payBy, instructions, entries } as const }
}

/** No money moves: the database takes such an entry in the demo clinic alone. */
export async function payForTest(db: Tx, leadId: number, { online, now }: { online: boolean; now: Date }) {
  if (!(await clinicFacts(db)).isDemo) throw notFound('Test payment')
  await lockLedger(db, leadId)
  const { priceCents, paidCents, currency } = await findStanding(db, leadId)
  const cents = priceCents - paidCents
  if (cents <= 0) throw conflict('paid_already', 'This is paid already.')
  const made = await asProduct(db, () => addEntry(db, { leadId, entry: 'payment', cents, currency, method: 'test', settledAt: now }))
  logActivity(db, {
    ...{ entityType: 'lead', entityId: leadId, action: 'payment_settled', userId: undefined },
    details: { actor: { kind: 'patient', leadId }, paymentId: made?.id, cents, currency, method: 'test' },
  })
  return { ...(await ownAccount(db, leadId, online)), status: 201 }
}
