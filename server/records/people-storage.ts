/** SQL that finds a person by their lead or their contact, as who asks. */
import { sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'

/** A person: the lead that came, and the contact it has become. */
export interface Person extends Record<string, unknown> {
  leadId: number
  contactId: number | null
  /** Whose they are: the coach of a patient, the owner of a lead. */
  ownerId: number | null
}

const person = sql`select l.id as "leadId", c.id as "contactId", case when c.id is null then l.owner_id else c.health_coach_id end as "ownerId"
  from leads l left join lead_conversions v on v.lead_id = l.id left join contacts c on c.id = v.contact_id`

/** Nothing for a lead whose patient the actor may not know of. */
export async function findByLead(db: Db, leadId: number): Promise<Person | undefined> {
  const { rows } = await db.execute<Person>(sql`${person} where l.id = ${leadId} and (v.lead_id is null or c.id is not null)`)
  return rows[0]
}

/** Nothing for a contact that never was a lead. It is found by who may know the contact alone. */
export async function findByContact(db: Db, contactId: number): Promise<Person | undefined> {
  const { rows } = await db.execute<Person>(sql`select v.lead_id as "leadId", c.id as "contactId", c.health_coach_id as "ownerId"
    from contacts c join lead_conversions v on v.contact_id = c.id where c.id = ${contactId}`)
  return rows[0]
}

/** What the patient who asks has become. */
export async function findContactId(db: Db): Promise<number | null> {
  const { rows } = await db.execute<{ contactId: number | null }>(sql`select current_contact_id() as "contactId"`)
  return rows[0]?.contactId ?? null
}
