/** A lead becomes a patient: once, even when several try at the same time. */
import { logActivity } from '../activity/activity.ts'
import { contactOfConversion, openContact } from '../contacts/contacts.ts'
import { type Actor, type Database, readAs, system, writeAs } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { badInput, conflict } from '../http/errors.ts'
import { coachExists } from '../users/names.ts'
import { coachOfVisit, conversionOf, insertConversion, leadsToConvert } from './conversion-storage.ts'
import { lockOwnLead } from './leads.ts'
import { lockLead } from './storage.ts'

interface ConversionInput {
  healthCoachId?: number | null | undefined
  reason?: string | null | undefined
}

/** 201 and the new contact, or 200 and the one that stands. Tasks and appointments follow by trigger. */
export async function convertLead(db: Tx, actor: Actor, id: number, input: ConversionInput) {
  const { lead } = await lockOwnLead(db, actor, id)
  const standing = await conversionOf(db, id)
  if (standing) return { json: await contactOfConversion(db, standing), status: 200 }
  const reason = requireReady(actor, lead.status, input.reason)
  const healthCoachId = input.healthCoachId ?? lead.healthCoachBookedWith ?? (await coachOfVisit(db, id))
  if (healthCoachId !== null && !(await coachExists(db, healthCoachId))) {
    throw badInput({ path: 'healthCoachId', message: 'is not an active Health Coach or Admin' })
  }
  const contact = await becomePatient(db, actor.userId, { leadId: id, healthCoachId, reason })
  return { json: contact.json, status: 201, location: `/api/v1/contacts/${contact.id}` }
}

/** The contact, what ties the lead to it, and the trail of both. */
async function becomePatient(
  db: Tx,
  userId: number | undefined,
  { leadId, healthCoachId, reason }: { leadId: number; healthCoachId: number | null; reason: string | null },
) {
  const contact = await openContact(db, { userId }, { leadId, healthCoachId })
  await insertConversion(db, { leadId, contactId: contact.id, convertedById: userId ?? null, reason })
  const details = { contactId: contact.id, ...(reason ? { reason } : {}) }
  logActivity(db, { entityType: 'lead', entityId: leadId, action: 'converted', userId, details })
  return contact
}

const mostAtOnce = 100

/** Where the clinic wants it so: leads that have earned `Booking: Paid/Booked` become patients by themselves, each in a transaction of its own. */
export async function convertReadyLeads(database: Database): Promise<number> {
  const ready = await readAs(database, system, (db) => leadsToConvert(db, mostAtOnce))
  let converted = 0
  for (const id of ready) if (await writeAs(database, system, (db) => convertIfReady(db, id))) converted++
  return converted
}

/** Looked at again under the lock: somebody may have been quicker, or a proof may be gone. */
async function convertIfReady(db: Tx, id: number): Promise<boolean> {
  const locked = await lockLead(db, id)
  if (!locked || !(await leadsToConvert(db, 1, id)).length) return false
  const wanted = locked.lead.healthCoachBookedWith ?? (await coachOfVisit(db, id))
  const healthCoachId = wanted !== null && (await coachExists(db, wanted)) ? wanted : null
  await becomePatient(db, undefined, { leadId: id, healthCoachId, reason: null })
  return true
}

/** The reason that has to be kept, if the lead is not there yet. */
function requireReady(actor: Actor, status: string, reason: string | null | undefined): string | null {
  if (status === 'Booking: Paid/Booked') return null
  if (actor.role === 'Admin' && reason) return reason
  throw conflict(
    'not_ready',
    actor.role === 'Admin'
      ? `This lead is ${status}. Convert it when it is Booking: Paid/Booked, or give a reason.`
      : `This lead is ${status}. It can be converted when it is Booking: Paid/Booked.`,
  )
}
