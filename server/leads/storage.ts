/** SQL of the leads: rows leave as the JSON text of their shown columns. */
import { eq, sql } from 'drizzle-orm'
import { type LeadChanges, leadAccess, type NewLead } from '../../shared/rows/leads.ts'
import { leads } from '../../shared/schema.ts'
import { leadStatuses } from '../../shared/values.ts'
import { byClock, byFallingThrough, leadClockRuns } from '../db/clock.ts'
import type { Db, Tx } from '../db/connection.ts'
import { caseless, type NamedList } from '../db/list.ts'
import { oneRow } from '../db/one-row.ts'
import { rowAsJson } from '../db/statement.ts'

export const leadJson = rowAsJson(leads, leadAccess)

export const leadClock = leadClockRuns(sql`${leads.id}`, sql`${leads.leadOutcome}`)

const pipeline = sql.raw(`array_position(array[${leadStatuses.map((status) => `'${status}'`).join(', ')}]::varchar[], `)

export const leadList: NamedList = {
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
  filters: {
    clock: (asked) => byClock('lead', leads, asked, leadClock),
    fallsThrough: (asked) => byFallingThrough('lead', leads, asked, leadClock),
  },
  words: 'lead',
}

const rows = oneRow(leads, leadJson)

export const leadStatement = rows.statement

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

const asFound = (json: string | undefined): LockedLead | undefined => (json === undefined ? undefined : { json, lead: JSON.parse(json) })

/** Locks the row until the transaction ends; nothing when the database's own policy does not let the actor change it. */
export const lockLead = async (db: Tx, id: number) => asFound(await rows.lock(db, id))
export const findLead = async (db: Db, id: number) => asFound(await rows.find(db, id))
export const updateLead = (db: Tx, id: number, changes: LeadChanges) => rows.change(db, id, changes)

export async function insertLead(db: Tx, lead: NewLead): Promise<string> {
  const [row] = await db
    .insert(leads)
    .values(lead)
    .returning({ json: leadJson.mapWith(String) })
  return (row as { json: string }).json
}

/** The reason of a status set by hand, for the history that the database writes. */
export const sayWhy = (db: Tx, reason: string) => db.execute(sql`select set_config('app.reason', ${reason}, true)`)

export async function isConverted(db: Db, id: number): Promise<boolean> {
  const { rows: answer } = await db.execute<{ converted: boolean }>(
    sql`select exists (select from contacts where lead_id = ${id}) or exists (select from lead_conversions where lead_id = ${id}) as converted`,
  )
  return answer[0]?.converted ?? false
}

export async function hasMoney(db: Db, id: number): Promise<boolean> {
  const { rows: answer } = await db.execute<{ money: boolean }>(sql`select has_money(${id}) as money`)
  return answer[0]?.money ?? false
}

export async function hasSigned(db: Db, id: number): Promise<boolean> {
  const { rows: answer } = await db.execute<{ signed: boolean }>(sql`select has_signed(${id}) as signed`)
  return answer[0]?.signed ?? false
}

/** With all that depends on it. */
export async function removeLead(db: Tx, id: number): Promise<void> {
  await db.execute(sql`select delete_dependents('lead', ${id})`)
  await db.delete(leads).where(eq(leads.id, id))
}
