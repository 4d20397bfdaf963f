/** SQL of the contacts: rows leave as the JSON text of their shown columns. */
import { eq, sql } from 'drizzle-orm'
import { type Contact, type ContactChanges, contactAccess, type NewContact } from '../../shared/rows/contacts.ts'
import { contacts } from '../../shared/schema.ts'
import type { ContactStage } from '../../shared/values.ts'
import { contactStages } from '../../shared/values.ts'
import { byClock, byFallingThrough } from '../db/clock.ts'
import type { Db, Tx } from '../db/connection.ts'
import { caseless, type NamedList } from '../db/list.ts'
import { oneRow } from '../db/one-row.ts'
import { rowAsJson } from '../db/statement.ts'

const contactJson = rowAsJson(contacts, contactAccess)
const row = { json: contactJson.mapWith(String) }

/** The stage's place in the journey, by which lists are sorted. */
const journey = sql.raw(`array_position(array[${contactStages.map((stage) => `'${stage}'`).join(', ')}]::varchar[], `)

export const contactList: NamedList = {
  name: 'contacts',
  table: contacts,
  access: contactAccess,
  caseless: ['email', 'firstName', 'lastName'],
  sorts: {
    createdAt: { expression: sql`${contacts.createdAt}`, type: 'timestamp' },
    updatedAt: { expression: sql`${contacts.updatedAt}`, type: 'timestamp' },
    lastName: { expression: caseless(contacts.lastName), type: 'text' },
    stage: { expression: sql`${journey}${contacts.stage})`, type: 'int' },
  },
  filters: {
    clock: (asked) => byClock('contact', contacts, asked),
    fallsThrough: (asked) => byFallingThrough('contact', contacts, asked),
  },
  words: 'contact',
}

const rows = oneRow(contacts, contactJson)

export const contactStatement = rows.statement

export interface FoundContact {
  json: string
  contact: Contact
}

const asFound = (json: string | undefined): FoundContact | undefined =>
  json === undefined ? undefined : { json, contact: JSON.parse(json) }

export const findContact = async (db: Db, id: number) => asFound(await rows.find(db, id))
export const lockContact = async (db: Tx, id: number) => asFound(await rows.lock(db, id))
export const updateContact = (db: Tx, id: number, changes: ContactChanges & { stage?: ContactStage }) => rows.change(db, id, changes)

export async function insertContact(db: Tx, contact: NewContact): Promise<string> {
  const [made] = await db.insert(contacts).values(contact).returning(row)
  return jsonOf(made)
}

/** A contact with the lead's name, e-mail and phone. */
export async function insertContactOfLead(db: Tx, leadId: number, healthCoachId: number | null): Promise<string> {
  const { rows: made } = await db.execute<{ json: string }>(sql`
    insert into ${contacts} (first_name, last_name, email, phone, health_coach_id, lead_id)
    select first_name, last_name, email, phone, ${healthCoachId}::integer, id from leads where id = ${leadId}
    returning ${contactJson} as json`)
  return jsonOf(made[0])
}

export async function removeContact(db: Tx, id: number): Promise<void> {
  await db.execute(sql`select delete_dependents('contact', ${id})`)
  await db.delete(contacts).where(eq(contacts.id, id))
}

/** For the history that the database writes. */
export async function setReason(db: Tx, reason: string): Promise<void> {
  await db.execute(sql`select set_config('app.reason', ${reason}, true)`)
}

/** The trail of the contact, of what belongs to it, and of the lead it was. */
export const aboutContact = ({ id, leadId }: Pick<Contact, 'id' | 'leadId'>) => sql`
  select 'contact'::varchar, ${id}::integer
  union all select 'contact', merged_into('contact', ${id}::integer)
  union all select 'lead', ${leadId}::integer
  union all select 'task', id from tasks where contact_id = ${id}
  union all select 'appointment', id from appointments where contact_id = ${id}`

function jsonOf(made: { json: string } | undefined): string {
  if (!made) throw new Error('The database answered no row for the one it took')
  return made.json
}
