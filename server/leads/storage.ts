/** SQL of the leads: rows leave as the JSON text of their shown columns. */
import { eq, sql } from 'drizzle-orm'
import { type LeadChanges, leadAccess, type NewLead } from '../../shared/rows.ts'
import { leads } from '../../shared/schema.ts'
import { leadStatuses } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'
import { caseless, type ListDefinition } from '../db/list.ts'
import { compile, fill, rowAsJson, type Statement } from '../db/statement.ts'

export const leadJson = rowAsJson(leads, leadAccess)

/** A word of a search is found in the open words, or in those of restricted records the actor may see. */
export const leadSearch = (word: unknown) => sql`${leads.id} in (
  select lead_id from lead_search where words like search_pattern(${word})
  union all select entity_id from restricted_search where entity_type = 'lead' and words like search_pattern(${word}))`

const pipeline = sql.raw(`array_position(array[${leadStatuses.map((status) => `'${status}'`).join(', ')}]::varchar[], `)

export const leadList: ListDefinition & { name: string } = {
  name: 'leads',
  table: leads,
  access: leadAccess,
  caseless: ['email', 'firstName', 'lastName'],
  sorts: {
    createdAt: { expression: sql`${leads.createdAt}`, type: 'timestamp' },
    updatedAt: { expression: sql`${leads.updatedAt}`, type: 'timestamp' },
    lastName: { expression: caseless(leads.lastName), type: 'text' },
    lastContacted: { expression: sql`${leads.lastContacted}`, type: 'timestamp', nullable: true },
    status: { expression: sql`${pipeline}${leads.status})`, type: 'int' },
  },
  search: leadSearch,
}

const byId = compile(sql`select ${leadJson} from ${leads} where ${leads.id} = ${sql.placeholder('id')}`)

export const leadStatement = (id: number): Statement => fill(byId, { id })

/** The row as the trail and the rules need it, and as it is sent. */
export interface LockedLead {
  json: string
  lead: {
    id: number
    status: string
    ownerId: number | null
    healthCoachBookedWith: number | null
    createdAt: string
    [column: string]: unknown
  }
}

/** Locks the row until the transaction ends. */
export async function lockLead(db: Tx, id: number): Promise<LockedLead | undefined> {
  const [row] = await db
    .select({ json: leadJson.mapWith(String) })
    .from(leads)
    .where(eq(leads.id, id))
    .for('update')
  return row && { json: row.json, lead: JSON.parse(row.json) }
}

/** A coach may not lock what they may not change: reads without the lock. */
export async function findLead(db: Db, id: number): Promise<LockedLead | undefined> {
  const [row] = await db
    .select({ json: leadJson.mapWith(String) })
    .from(leads)
    .where(eq(leads.id, id))
  return row && { json: row.json, lead: JSON.parse(row.json) }
}

export async function insertLead(db: Tx, lead: NewLead): Promise<string> {
  const [row] = await db
    .insert(leads)
    .values(lead)
    .returning({ json: leadJson.mapWith(String) })
  return (row as { json: string }).json
}

/** The changed row; nothing when the database's own policy does not let the actor change it. */
export async function updateLead(db: Tx, id: number, changes: LeadChanges): Promise<string | undefined> {
  const [row] = await db
    .update(leads)
    .set(changes)
    .where(eq(leads.id, id))
    .returning({ json: leadJson.mapWith(String) })
  return row?.json
}

/** The reason of a status set by hand, for the history that the database writes. */
export const sayWhy = (db: Tx, reason: string) => db.execute(sql`select set_config('app.reason', ${reason}, true)`)

export async function isConverted(db: Db, id: number): Promise<boolean> {
  const { rows } = await db.execute<{ converted: boolean }>(
    sql`select exists (select from contacts where lead_id = ${id}) or exists (select from lead_conversions where lead_id = ${id}) as converted`,
  )
  return rows[0]?.converted ?? false
}

/** With all that depends on it. */
export async function removeLead(db: Tx, id: number): Promise<void> {
  await db.execute(sql`select delete_dependents('lead', ${id})`)
  await db.delete(leads).where(eq(leads.id, id))
}
