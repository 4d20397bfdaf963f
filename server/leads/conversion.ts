/** A lead becomes a patient: once, even when several try at the same time. */
import { logActivity } from '../activity/activity.ts'
import { contactOfConversion, openContact } from '../contacts/contacts.ts'
import type { Actor } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { badInput, conflict } from '../http/errors.ts'
import { coachExists } from '../users/names.ts'
import { coachOfVisit, conversionOf, insertConversion } from './conversion-storage.ts'
import { lockOwnLead } from './leads.ts'

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
  const contact = await openContact(db, actor, { leadId: id, healthCoachId })
  await insertConversion(db, { leadId: id, contactId: contact.id, convertedById: actor.userId, reason })
  logActivity(db, {
    entityType: 'lead',
    entityId: id,
    action: 'converted',
    userId: actor.userId,
    details: { contactId: contact.id, ...(reason ? { reason } : {}) },
  })
  return { json: contact.json, status: 201, location: `/api/v1/contacts/${contact.id}` }
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
