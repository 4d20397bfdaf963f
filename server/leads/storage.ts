/** SQL of the leads: rows leave as the JSON text of their shown columns. */
import { eq, getTableColumns, sql } from 'drizzle-orm'
import { type LeadChanges, leadAccess, type NewLead } from '../../shared/rows.ts'
import { leads } from '../../shared/schema.ts'
import { leadStatuses } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'
import { caseless, type ListDefinition } from '../db/list.ts'
import { run } from '../db/prepared.ts'
import { type Compiled, compile, fill, rowAsJson, type Statement } from '../db/statement.ts'

export const leadJson = rowAsJson(leads, leadAccess)

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
  words: 'lead',
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

const locked = compile(sql`select ${leadJson} from ${leads} where ${leads.id} = ${sql.placeholder('id')} for update`)

/** Locks the row until the transaction ends; nothing when the database's own policy does not let the actor change it. */
export const lockLead = (db: Tx, id: number) => leadOf(run<[string]>(db, locked, { id }))

export const findLead = (db: Db, id: number) => leadOf(run<[string]>(db, byId, { id }))

async function leadOf(reading: Promise<[string][]>): Promise<LockedLead | undefined> {
  const [row] = await reading
  return row && { json: row[0], lead: JSON.parse(row[0]) }
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
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  const [row] = await run<[string]>(db, updateOf(given.map(([name]) => name).sort()), { ...Object.fromEntries(given), id })
  return row?.[0]
}

const updates = new Map<string, Compiled>()

/** One statement for each set of columns that people change together. */
function updateOf(names: string[]): Compiled {
  const key = names.join()
  const known = updates.get(key)
  if (known) return known
  const columns = getTableColumns(leads)
  const sets = names.map((name) => sql`${sql.identifier(columns[name as keyof typeof columns].name)} = ${sql.placeholder(name)}`)
  const made = compile(
    sql`update ${leads} set ${sql.join(sets, sql`, `)} where ${leads.id} = ${sql.placeholder('id')} returning ${leadJson}`,
  )
  if (updates.size > 200) updates.clear()
  updates.set(key, made)
  return made
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
