/**
 * Counts for each filter value. Unfiltered or filtered by the counted fields alone they come from `lead_counts`, at the
 * same price for a hundred leads and ten million; other filters are counted on the rows they leave.
 */
import { sql, type SQL } from 'drizzle-orm'
import { leads } from '../../shared/schema.ts'
import type { Actor } from '../db/actor.ts'
import type { Db } from '../db/connection.ts'
import { listConditions } from '../db/list.ts'
import { leadList } from './storage.ts'

const fields = { status: 'status', leadReadiness: 'lead_readiness', leadSource: 'lead_source', ownerId: 'owner_id' } as const
type Field = keyof typeof fields
type Filters = Record<string, unknown>
interface Group extends Record<string, unknown> {
  status: string
  leadReadiness: string | null
  leadSource: string | null
  ownerId: number | null
  count: number
}

const isField = (name: string): name is Field => Object.hasOwn(fields, name)

export async function leadFacets(db: Db, _actor: Actor, query: Filters) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const counted = Object.fromEntries(given.filter(([name]) => isField(name))) as Partial<Record<Field, unknown[]>>
  const others = Object.fromEntries(given.filter(([name]) => !isField(name)))
  const groups = await groupsOf(db, others)
  const facet = (field: Field) => countBy(groups.filter((group) => matches(group, counted, field)), field)
  return {
    total: groups.filter((group) => matches(group, counted)).reduce((sum, { count }) => sum + count, 0),
    status: facet('status'),
    leadReadiness: facet('leadReadiness'),
    leadSource: facet('leadSource'),
    ownerId: facet('ownerId'),
  }
}

const columns = sql.raw(Object.entries(fields).map(([name, column]) => `${column}::text as "${name}"`).join(', '))

async function groupsOf(db: Db, others: Filters): Promise<Group[]> {
  const source = Object.keys(others).length ? countRows(others) : kept
  const { rows } = await db.execute<Group & { ownerId: string | null }>(source)
  return rows.map((row) => ({ ...row, ownerId: row.ownerId === null ? null : Number(row.ownerId), count: Number(row.count) }))
}

/** The rollup, what is not folded in yet, and the restricted leads that the actor may see. */
const kept: SQL = sql`select "status", "leadReadiness", "leadSource", "ownerId", sum(n)::int as count from (
    select ${columns}, total as n from lead_counts
    union all select ${columns}, change from lead_count_deltas
    union all select ${columns}, 1 from leads where id in (select entity_id from restricted_search where entity_type = 'lead')
  ) c group by 1, 2, 3, 4 having sum(n) <> 0`

function countRows(others: Filters): SQL {
  const where = listConditions(leadList, { limit: 0, sort: '', ...others })
  return sql`select ${columns}, count(*)::int as count from ${leads}${where ? sql` where ${where}` : sql``} group by 1, 2, 3, 4`
}

/** Whether a group passes the filters, but for the field whose values are counted. */
const matches = (group: Group, counted: Partial<Record<Field, unknown[]>>, but?: Field) =>
  Object.entries(counted).every(([name, values]) => name === but || values?.includes(group[name] ?? 'none'))

function countBy(groups: Group[], field: Field) {
  const counts = new Map<string | number | null, number>()
  for (const group of groups) counts.set(group[field], (counts.get(group[field]) ?? 0) + group.count)
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count)
}
