/** What the clinic does with a contact: open it, change it, delete it. */
import { policy } from '../../shared/policy.ts'
import type { ContactChanges, NewContact } from '../../shared/rows/contacts.ts'
import { changesBetween, logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { forbidden, found } from '../http/errors.ts'
import { requireFresh } from '../http/etag.ts'
import { requireReferences } from '../records/references.ts'
import { findContact, insertContact, insertContactOfLead, lockContact, removeContact, updateContact } from './storage.ts'

const references = { healthCoachId: 'coach', leadId: 'lead' } as const

export async function addContact(db: Tx, actor: Actor, contact: NewContact) {
  await requireReferences(db, references, contact)
  const json = await insertContact(db, contact)
  logOpened(db, actor, json, { source: 'staff' })
  return { json }
}

/** Locks the contact for a change the actor may make. */
export async function lockOwnContact(db: Tx, actor: Actor, id: number) {
  const locked = await lockContact(db, id)
  if (!locked || !policy.contact.update(actor)) {
    found(await findContact(db, id), 'Contact')
    throw forbidden('Health Coaches and Admins change patients.')
  }
  return locked
}

/** A lead becomes a patient: the contact takes over name, e-mail and phone. The conversion itself is the leads' to keep. */
/** Nobody: the product itself. */
type Doer = { userId: number | undefined }

export async function openContact(db: Tx, actor: Doer, { leadId, healthCoachId }: { leadId: number; healthCoachId: number | null }) {
  const json = await insertContactOfLead(db, leadId, healthCoachId)
  return { id: logOpened(db, actor, json, { source: 'conversion', leadId }), json }
}

/** The contact that an earlier conversion made. */
export async function contactOfConversion(db: Db, contactId: number): Promise<string> {
  return found(await findContact(db, contactId), 'Contact').json
}

export async function changeContact(db: Tx, actor: Actor, id: number, changes: ContactChanges, ifMatch: string | undefined) {
  const { json, contact } = found(await lockContact(db, id), 'Contact')
  requireFresh(ifMatch, json)
  const details = changesBetween(contact, changes)
  if (!details) return { json }
  await requireReferences(db, references, changes, contact)
  logActivity(db, { entityType: 'contact', entityId: id, action: 'updated', userId: actor.userId, details })
  return { json: found(await updateContact(db, id, changes), 'Contact') }
}

/** Locks the contact for a change of what belongs to it. */
export async function lockPatient(db: Tx, id: number): Promise<void> {
  found(await lockContact(db, id), 'Contact')
}

/** The row, its tasks and appointments go whole into deleted_records. */
export async function deleteContact(db: Tx, actor: Actor, id: number, ifMatch: string | undefined): Promise<void> {
  const { json } = found(await lockContact(db, id), 'Contact')
  requireFresh(ifMatch, json)
  logActivity(db, { entityType: 'contact', entityId: id, action: 'deleted', userId: actor.userId })
  await removeContact(db, id)
}

function logOpened(db: Tx, actor: Doer, json: string, details: Record<string, unknown>): number {
  const { id }: { id: number } = JSON.parse(json)
  logActivity(db, { entityType: 'contact', entityId: id, action: 'created', userId: actor.userId, details })
  return id
}
