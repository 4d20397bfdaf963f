/** What staff do with money: see what somebody has paid, record what came otherwise, undo a mistake. */
import { policy } from '../../shared/policy.ts'
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { errorCode } from '../db/sqlstate.ts'
import { badInput, conflict, forbidden, found, type HttpError } from '../http/errors.ts'
import { personOfContact, personOfLead } from '../records/people.ts'
import { findSettings } from './settings-storage.ts'
import { addEntry, type Entry, entriesOf, findEntry, findStanding, lockLedger, type NewEntry } from './storage.ts'

export async function accountOfLead(db: Db, leadId: number) {
  await personOfLead(db, leadId)
  return account(db, leadId)
}

export async function accountOfContact(db: Db, contactId: number) {
  return account(db, (await personOfContact(db, contactId)).leadId)
}

async function account(db: Db, leadId: number) {
  const standing = await findStanding(db, leadId)
  const entries = await entriesOf(db, leadId)
  return { json: `${JSON.stringify({ ...standing, leadId }).slice(0, -1)},"entries":[${entries.join(',')}]}` }
}

interface Given {
  cents: number
  method: Entry['method']
  reference?: string | null | undefined
  note?: string | null | undefined
  settledAt?: Date | undefined
}

export async function recordPayment(db: Tx, actor: Actor, leadId: number, { given, now }: { given: Given; now: Date }) {
  await personOfLead(db, leadId)
  if (!policy.payment.record(actor)) throw forbidden()
  const settledAt = given.settledAt ?? now
  // A clock of another machine may be a little ahead.
  if (settledAt.getTime() > now.getTime() + 60_000) throw badInput({ path: 'settledAt', message: 'is in the future' })
  const { currency } = await findSettings(db)
  const { cents, method, reference = null, note = null } = given
  const entry = { leadId, entry: 'payment', cents, currency, method, reference, note, recordedById: actor.userId, settledAt } as const
  const made = await addEntry(db, entry)
  if (!made) throw conflict('recorded_already', 'A payment of this method and reference is recorded already.')
  logMoney(db, actor, { ...entry, action: 'payment_recorded', entryId: made.id })
  return { json: made.json, status: 201 }
}

export async function voidEntry(db: Tx, actor: Actor, id: number, { reason, now }: { reason: string; now: Date }) {
  const entry = await lockedEntry(db, id)
  if (!policy.payment.undo(actor)) throw forbidden()
  if (entry.method === 'stripe') throw conflict('not_by_hand', 'Money that moved through Stripe has moved. Give it back instead.')
  const undoing = { ...about(entry), entry: 'void', cents: entry.cents, note: reason, recordedById: actor.userId, settledAt: now } as const
  const made = await guarded(() => addEntry(db, undoing))
  if (!made) throw conflict('void_already', 'This entry is void already.')
  logMoney(db, actor, { ...undoing, action: 'payment_voided', entryId: made.id })
  return { json: made.json }
}

/** The entry, while nobody else adds to its ledger. */
export async function lockedEntry(db: Tx, id: number) {
  const { leadId } = found(await findEntry(db, id), 'Payment')
  await lockLedger(db, leadId)
  return found(await findEntry(db, id), 'Payment')
}

export const about = ({ id, leadId, currency, method }: Entry) => ({ leadId, currency, method, paymentId: id })

/** What the database's own rules refuse. */
export async function guarded<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (errorCode(error) === '23514') throw refusal()
    throw error
  }
}
const refusal = (): HttpError => conflict('ledger', 'This entry does not allow it: it is void, or money was given back of it.')

interface Told extends NewEntry {
  action: string
  entryId: number
}

/** Amounts and methods stand in the trail; references and reasons in the ledger alone. */
export function logMoney(db: Tx, actor: Pick<Actor, 'userId'>, { leadId, action, entryId, cents, currency, method }: Told): void {
  logActivity(db, {
    entityType: 'lead',
    entityId: leadId,
    action,
    userId: actor.userId,
    details: { paymentId: entryId, cents, currency, method },
  })
}
