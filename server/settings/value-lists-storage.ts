/** SQL of the value lists that the clinic keeps itself, and of the leads that hold their values. */
import { and, eq, sql } from 'drizzle-orm'
import { valueListEntries } from '../../shared/schema/clinic.ts'
import type { ValueList } from '../../shared/values.ts'
import type { Db, Tx } from '../db/connection.ts'

export interface Entry {
  value: string
  closes: boolean
  isRetired: boolean
}

const { list: ofList, value, closes, isRetired, position } = valueListEntries

export const findEntries = (db: Db, list: ValueList): Promise<Entry[]> =>
  db.select({ value, closes, isRetired }).from(valueListEntries).where(eq(ofList, list)).orderBy(position, value)

/** Two Admins at one list come one after the other. */
export const holdList = (db: Tx, list: ValueList) => db.execute(sql`select pg_advisory_xact_lock(728, hashtext(${list}))`)

const columns = { lead_type: sql.raw('lead_type'), lead_outcome: sql.raw('lead_outcome') }

/** Of the values, those that leads have. */
export async function valuesInUse(db: Db, list: ValueList, values: readonly string[]): Promise<string[]> {
  if (!values.length) return []
  const { rows } = await db.execute<{ value: string }>(sql`
    select v.value from jsonb_array_elements_text(${JSON.stringify(values)}::jsonb) v(value)
    where exists (select from leads where ${columns[list]} = v.value)`)
  return rows.map(({ value: used }) => used)
}

export async function countLeadsWith(db: Db, list: ValueList, held: string): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`select count(*)::integer as count from leads where ${columns[list]} = ${held}`)
  return rows[0]?.count ?? 0
}

/** One statement for all renames: two names may change places. */
export const renameInLeads = (db: Tx, list: ValueList, names: Readonly<Record<string, string>>) =>
  db.execute(sql`update leads set ${columns[list]} = n.value from jsonb_each_text(${JSON.stringify(names)}::jsonb) n
    where leads.${columns[list]} = n.key`)

export async function storeEntries(db: Tx, list: ValueList, entries: readonly Entry[]): Promise<void> {
  await db.delete(valueListEntries).where(and(eq(ofList, list)))
  if (!entries.length) return
  await db.insert(valueListEntries).values(entries.map((entry, index) => ({ list, ...entry, position: index + 1 })))
}
