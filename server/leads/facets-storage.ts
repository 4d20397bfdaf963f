import { type SQL, sql } from 'drizzle-orm'
import { leads } from '../../shared/schema.ts'
import type { Db, Tx } from '../db/connection.ts'
import { listConditions } from '../db/list.ts'
import { leadList } from './storage.ts'

/** The fields whose values are counted, and their columns. */
export const countedFields = { status: 'status', leadReadiness: 'lead_readiness', leadSource: 'lead_source', ownerId: 'owner_id' } as const

export interface LeadGroup extends Record<string, unknown> {
  status: string
  leadReadiness: string | null
  leadSource: string | null
  ownerId: number | null
  count: number
}

const columns = sql.raw(
  Object.entries(countedFields)
    .map(([name, column]) => `${column}::text as "${name}"`)
    .join(', '),
)

/** Leads by the counted fields: all of them from the rollup, filtered ones by counting the rows. */
export async function groupedLeads(db: Db, filters: Record<string, unknown>): Promise<LeadGroup[]> {
  const source = Object.keys(filters).length ? countRows(filters) : kept
  const { rows } = await db.execute<LeadGroup & { ownerId: string | null }>(source)
  return rows.map((row) => ({ ...row, ownerId: row.ownerId === null ? null : Number(row.ownerId), count: Number(row.count) }))
}

/** The rollup, what is not folded in yet, and the restricted leads that the actor may see. */
const kept: SQL = sql`select "status", "leadReadiness", "leadSource", "ownerId", sum(n)::int as count from (
    select ${columns}, total as n from lead_counts
    union all select ${columns}, change from lead_count_deltas
    union all select ${columns}, 1 from leads where id in (select entity_id from restricted_search where entity_type = 'lead')
  ) c group by 1, 2, 3, 4 having sum(n) <> 0`

function countRows(filters: Record<string, unknown>): SQL {
  const where = listConditions(leadList, { limit: 0, sort: '', ...filters })
  return sql`select ${columns}, count(*)::int as count from ${leads}${where ? sql` where ${where}` : sql``} group by 1, 2, 3, 4`
}

/** Moves the gathered differences into the totals. */
export async function foldCounts(db: Tx): Promise<void> {
  await db.execute(sql`select fold_lead_counts()`)
}
