import { type SQL, sql } from 'drizzle-orm'
import { leads } from '../../shared/schema.ts'
import type { Db, Tx } from '../db/connection.ts'
import { listConditions } from '../db/list.ts'
import { run } from '../db/prepared.ts'
import { compile } from '../db/statement.ts'
import { leadList } from './storage.ts'

/** The fields whose values are counted, and their columns. */
export const countedFields = { status: 'status', leadReadiness: 'lead_readiness', leadSource: 'lead_source', ownerId: 'owner_id' } as const
export type CountedField = keyof typeof countedFields
const names = Object.keys(countedFields) as CountedField[]

/** How many leads a value of a field would leave; `total` how many all filters leave. */
export interface FacetCount {
  field: CountedField | 'total'
  value: string | number | null
  count: number
}

const columns = sql.raw(Object.values(countedFields).join(', '))

/** What is not folded in yet, and the restricted leads that the actor may see. */
const beside = sql`select status, lead_readiness, lead_source, owner_id, change as n from lead_count_deltas
  union all select status, lead_readiness, lead_source::varchar, owner_id, 1 from leads
    where id in (select entity_id from restricted_search where entity_type = 'lead')`

/** The rollup and what stands beside it. */
const kept = sql`select status, lead_readiness, lead_source, owner_id, total as n from lead_counts union all ${beside}`

/** Values of each counted field that are asked for, `none` for those without; nothing where any will do. */
export type Asked = Partial<Record<CountedField, readonly unknown[] | undefined>>

const column = (name: CountedField) => sql.identifier(countedFields[name])
/** Which field a row counts, by what PostgreSQL's grouping() says of the four. */
const grouping = sql`grouping(${columns})`
const fieldOf = new Map<number, FacetCount['field']>([[15, 'total'], ...names.map((name, index) => [15 - (8 >> index), name] as const)])

/** All fields in one pass over the groups. */
const facetsOf = (source: SQL, sum: SQL) => sql`select ${grouping}, ${columns}, ${sum}::int from (${source}) c
  group by grouping sets ((), ${sql.join(
    names.map((name) => sql`(${column(name)})`),
    sql`, `,
  )}) having ${sum} <> 0`

/** Of all leads: few rows, summed when the rollup was. */
const sums = sql`select counted, ${columns}, sum(n)::int from (
    select counted, ${columns}, total as n from lead_count_sums union all ${facetsOf(beside, sql`sum(n)`)}
  ) s group by counted, ${columns} having sum(n) <> 0`

/** Each field is counted under the filters of the others. */
const underOthers = (() => {
  const passes = (name: CountedField) =>
    sql`(${sql.placeholder(name)}::text[] is null or coalesce(${column(name)}::text, 'none') = any(${sql.placeholder(name)}::text[]))`
  const under = (passing: CountedField[]) => sql`sum(n) filter (where ${sql.join(passing.map(passes), sql` and `)})`
  const cases = names.map(
    (name, index) => sql`when ${sql.raw(String(15 - (8 >> index)))} then ${under(names.filter((other) => other !== name))}`,
  )
  return sql`(case ${grouping} ${sql.join(cases, sql` `)} else ${under(names)} end)`
})()

const ofAll = compile(sums)
const ofAsked = compile(facetsOf(kept, underOthers))

/** Of all leads from the rollup; under other filters than those of counted fields by counting the rows. */
export async function countFacets(db: Db, asked: Asked, others: Record<string, unknown>): Promise<FacetCount[]> {
  const values = Object.fromEntries(names.map((name) => [name, asked[name]?.map(String) ?? null]))
  const kind = Object.keys(asked).length ? ofAsked : ofAll
  const statement = Object.keys(others).length ? { ...compile(facetsOf(countRows(others), underOthers)), name: '' } : kind
  const rows = await run<[number, ...(string | number | null)[]]>(db, statement, values)
  return rows.flatMap(([which, ...cells]) => {
    const field = fieldOf.get(which)
    const value = field === undefined || field === 'total' ? null : (cells[names.indexOf(field)] ?? null)
    return field ? [{ field, value, count: Number(cells.at(-1)) }] : []
  })
}

function countRows(filters: Record<string, unknown>): SQL {
  const where = listConditions(leadList, { limit: 0, sort: '', ...filters })
  return sql`select ${columns}, count(*)::int as n from ${leads}${where ? sql` where ${where}` : sql``} group by 1, 2, 3, 4`
}

/** Moves the gathered differences into the totals. */
export async function foldCounts(db: Tx): Promise<void> {
  await db.execute(sql`select fold_lead_counts()`)
}
