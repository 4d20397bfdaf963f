/** SQL of the search. Words are found first, in the side tables; rights are asked of the few rows that are left. */
import { type SQL, sql } from 'drizzle-orm'
import { contactAccess } from '../../shared/rows/contacts.ts'
import { leadAccess } from '../../shared/rows/leads.ts'
import { taskAccess } from '../../shared/rows/tasks.ts'
import { contacts, leads, tasks } from '../../shared/schema.ts'
import type { Db } from '../db/connection.ts'
import { rowAsJson } from '../db/statement.ts'

/** A search of a few common letters stops here: nobody reads further. */
const mostCandidates = 500

const shownOfLead = (({ id, firstName, lastName, email, phone, status, ownerId }) => ({
  id,
  firstName,
  lastName,
  email,
  phone,
  status,
  ownerId,
}))(leadAccess)
const shownOfContact = (({ id, firstName, lastName, email, phone, stage, healthCoachId, leadId }) => ({
  id,
  firstName,
  lastName,
  email,
  phone,
  stage,
  healthCoachId,
  leadId,
}))(contactAccess)
const shownOfTask = (({ id, title, status, priority, dueDate, assignedToId, leadId, contactId }) => ({
  id,
  title,
  status,
  priority,
  dueDate,
  assignedToId,
  leadId,
  contactId,
}))(taskAccess)

const hit = (entityType: string) => ({ more: { entityType: sql.raw(`'${entityType}'`) } })
export const people = [
  { name: 'lead', table: leads, json: rowAsJson(leads, shownOfLead, hit('lead')) },
  { name: 'contact', table: contacts, json: rowAsJson(contacts, shownOfContact, hit('contact')) },
] as const
const kinds = [...people, { name: 'task', table: tasks, json: rowAsJson(tasks, shownOfTask, hit('task')) }] as const

export interface Hit extends Record<string, unknown> {
  json: string
  entityType: string
  id: number
}

/** The hits that hold every word: those where it begins a name first, then the ones changed last. */
export async function findHits(db: Db, words: string[], limit: number): Promise<Hit[]> {
  const [first = ''] = words
  const parts = kinds.map(
    ({
      name,
      table,
      json,
    }) => sql`(select ${json} as json, ${sql.raw(`'${name}'`)} as "entityType", s.id from (${candidates(name, words)}) s join ${table} on ${table.id} = s.id
      order by position(' ' || normalised(${first}) in s.words) > 0 desc, ${table.updatedAt} desc limit ${limit})`,
  )
  return (await db.execute<Hit>(sql.join(parts, sql` union all `))).rows
}

/** Open words, and those of restricted records that the actor may see. */
function candidates(kind: string, words: string[]): SQL {
  const holdsAll = sql.join(
    words.map((word) => sql`words like search_pattern(${word})`),
    sql` and `,
  )
  return sql`(select ${sql.raw(`${kind}_id`)} as id, words from ${sql.raw(`${kind}_search`)} where ${holdsAll} limit ${mostCandidates})
    union all select entity_id, words from restricted_search where entity_type = ${sql.raw(`'${kind}'`)} and ${holdsAll}`
}
