/** Who waits for a time: patients put themselves on the list, and the staff put them there or take them off. */
import { policy } from '../../shared/policy.ts'
import { logActivity } from '../activity/activity.ts'
import type { Actor, PatientActor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { asProduct } from '../db/elevate.ts'
import { badInput, conflict, forbidden, found } from '../http/errors.ts'
import { lockOwnLead } from '../leads/leads.ts'
import { requireReferences } from '../records/references.ts'
import { logPatientAct } from './acts.ts'
import { liveHolds, lockBooker, removeHold } from './holds-storage.ts'
import { passOn } from './offers.ts'
import { endEntry, findEntry, insertEntry, openEntries, openEntryOf } from './offers-storage.ts'
import { bookableCoaches, bookerOf } from './schedule.ts'

interface Wish {
  coach?: number | undefined
  earliest?: string | null | undefined
  latest?: string | null | undefined
}

export async function joinWaitlist(db: Tx, { leadId }: PatientActor, { coach, earliest, latest }: Wish) {
  return asProduct(db, async () => {
    await lockBooker(db, leadId)
    const standing = await openEntryOf(db, leadId)
    if (standing) return { value: standing, status: 200 }
    await requireBookable(db, leadId, coach, 'coach')
    await insertEntry(db, { leadId, userId: coach ?? null, earliest: earliest ?? null, latest: latest ?? null })
    logPatientAct(db, leadId, 'waitlist_joined', { coachId: coach ?? null })
    return { value: found(await openEntryOf(db, leadId), 'Entry'), status: 201 }
  })
}

async function requireBookable(db: Db, leadId: number, coach: number | null | undefined, path: string) {
  if (!coach) return
  const { state } = await bookerOf(db, leadId)
  if (!(await bookableCoaches(db, state)).some(({ id }) => id === coach))
    throw badInput({ path, message: 'cannot be booked by this person' })
}

export async function leaveWaitlist(db: Tx, { leadId }: PatientActor, now: Date): Promise<void> {
  await asProduct(db, async () => {
    await lockBooker(db, leadId)
    const entry = found(await openEntryOf(db, leadId), 'Entry')
    logPatientAct(db, leadId, 'waitlist_left')
    await endAndPassOn(db, { id: entry.id, leadId }, now)
  })
}

/** A time kept for them goes to the next. */
async function endAndPassOn(db: Tx, { id, leadId }: { id: number; leadId: number }, now: Date) {
  const hold = (await liveHolds(db, leadId, now)).find(({ entryId }) => entryId === id)
  if (hold) {
    await passOn(db, { ...hold, entryId: id })
    await removeHold(db, hold.id)
  }
  await endEntry(db, id, 'left')
}

export const waitlist = async (db: Db) => ({ data: await openEntries(db) })

interface StaffWish {
  leadId: number
  userId?: number | null | undefined
  earliest?: string | null | undefined
  latest?: string | null | undefined
}

export async function putOnWaitlist(db: Tx, actor: Actor, { leadId, userId, earliest, latest }: StaffWish) {
  await requireMayChange(db, actor, leadId)
  return asProduct(db, async () => {
    await lockBooker(db, leadId)
    if (await openEntryOf(db, leadId)) throw conflict('waits_already', 'This person is on the waitlist already.')
    await requireBookable(db, leadId, userId, 'userId')
    const id = await insertEntry(db, { leadId, userId: userId ?? null, earliest: earliest ?? null, latest: latest ?? null })
    const details = { coachId: userId ?? null }
    logActivity(db, { entityType: 'lead', entityId: leadId, action: 'waitlist_joined', userId: actor.userId, details })
    return found(await findEntry(db, id), 'Entry')
  })
}

export async function takeOffWaitlist(db: Tx, actor: Actor, id: number, now: Date): Promise<void> {
  const { leadId } = found(await findEntry(db, id), 'Entry')
  await requireMayChange(db, actor, leadId)
  await asProduct(db, async () => {
    await lockBooker(db, leadId)
    logActivity(db, { entityType: 'lead', entityId: leadId, action: 'waitlist_left', userId: actor.userId })
    await endAndPassOn(db, { id, leadId }, now)
  })
}

/** Whoever may change the person may say that they wait: as a lead by its rules, as a contact by theirs. */
async function requireMayChange(db: Tx, actor: Actor, leadId: number) {
  await requireReferences(db, { leadId: 'lead' }, { leadId })
  const { contactId } = await asProduct(db, () => bookerOf(db, leadId))
  if (contactId === null) await lockOwnLead(db, actor, leadId)
  else if (!policy.contact.update(actor)) throw forbidden('Who may change the person may say that they wait.')
}
