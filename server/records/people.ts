/** A person, by whichever of their records one knows; as who asks. */
import type { Db } from '../db/connection.ts'
import { found } from '../http/errors.ts'
import { findByContact, findByLead, findContactId, type Person } from './people-storage.ts'

export type { Person }

export const personOfLead = async (db: Db, leadId: number): Promise<Person> => found(await findByLead(db, leadId), 'Lead')

/** 404 for a contact that never was a lead: only leads have a portal. */
export const personOfContact = async (db: Db, contactId: number): Promise<Person> =>
  found(await findByContact(db, contactId), 'Portal of this patient')

/** The patient who asks. */
export const personOfPatient = async (db: Db, leadId: number): Promise<Person> => ({
  leadId,
  contactId: await findContactId(db),
  ownerId: null,
})
