/** Counts of single fields on the rows themselves, each under the filters of the others. */
import { type SQL, sql } from 'drizzle-orm'
import { type AskedFacet, askedFacets } from '../../shared/contracts/lead-facets.ts'
import { clinicSettings } from '../../shared/schema/records.ts'
import { leads } from '../../shared/schema.ts'
import type { Db } from '../db/connection.ts'
import { listConditions } from '../db/list.ts'
import { timeAsText } from '../db/statement.ts'
import { leadList } from './storage.ts'

/** A field with more values than these shows the most frequent; the rest is found by its own filter. */
const mostValues = 50

export type FacetFilters = Record<string, unknown>

/** Answers one object with a list a field, as JSON text. */
export async function countAsked(
  db: Db,
  asked: { fields: readonly AskedFacet[]; filters: FacetFilters; timeZone: string | undefined },
): Promise<Record<string, unknown>> {
  const fields = askedFacets.filter((field) => asked.fields.includes(field))
  const parts = fields.map((field) => sql`${sql.raw(`'${field}'`)}, ${counts[field](source(field, asked.filters))}`)
  const zone = sql`coalesce(${asked.timeZone ?? null}::text, (select ${clinicSettings.timeZone} from ${clinicSettings}), 'UTC')`
  const { rows } = await db.execute<{ counts: Record<string, unknown> }>(
    sql`with today as (select date_trunc('day', now() at time zone ${zone}) as day, ${zone} as zone)
      select json_build_object(${sql.join(parts, sql`, `)}) as counts`,
  )
  return rows[0]?.counts ?? {}
}

/** The leads that all filters but the field's own leave. */
function source(field: AskedFacet, filters: FacetFilters): SQL {
  const others = Object.entries(filters).filter(([name]) => name.replace(/(From|To)$/, '') !== field)
  const where = listConditions(leadList, { limit: 0, sort: '', ...Object.fromEntries(others) })
  return sql`${leads}${where ? sql` where ${where}` : sql``}`
}

type Count = (from: SQL) => SQL

const values =
  (column: SQL): Count =>
  (from) =>
    sql`(select coalesce(json_agg(json_build_object('value', value, 'count', n) order by n desc, value), '[]') from
      (select ${column} as value, count(*)::int as n from ${from} group by 1 order by 2 desc, 1 limit ${sql.raw(String(mostValues))}) v)`

const callRanges: readonly (readonly [from: number, to: number | null])[] = [
  [0, 0],
  [1, 2],
  [3, 5],
  [6, 10],
  [11, null],
]

const calls: Count = (from) => {
  const called = sql`${leads.numberOfCalls}`
  const within = callRanges.map(([least, most]) => {
    const condition =
      most === null ? sql`${called} >= ${sql.raw(String(least))}` : sql`${called} between ${sql.raw(`${least} and ${most}`)}`
    const ends = sql.raw(`'from', ${least}, 'to', ${most}`)
    return sql`json_build_object(${ends}, 'count', count(*) filter (where ${condition})::int)`
  })
  return sql`(select json_build_array(${sql.join(within, sql`, `)}) from ${from})`
}

/** Days before today's midnight at which a period begins. */
const periods = { today: 0, days7: 6, days30: 29, days90: 89 } as const

const days =
  (column: SQL, empty?: 'may be empty'): Count =>
  (from) => {
    const begins = (back: number) => sql`((day - ${sql.raw(`interval '${back} days'`)}) at time zone zone at time zone 'UTC')`
    const since = Object.entries(periods).map(([period, back]) => {
      const ends = sql`${sql.raw(`'period', '${period}'`)}, 'from', ${timeAsText(sql`max(${begins(back)})`)}, 'to', null`
      return sql`json_build_object(${ends}, 'count', count(*) filter (where ${column} >= ${begins(back)})::int)`
    })
    const last = begins(periods.days90)
    const before = sql`json_build_object('period', 'earlier', 'from', null,
      'to', ${timeAsText(sql`max(${last} - interval '1 millisecond')`)}, 'count', count(*) filter (where ${column} < ${last})::int)`
    const never = sql`json_build_object('period', 'never', 'from', null, 'to', null, 'count', count(*) filter (where ${column} is null)::int)`
    return sql`(select json_build_array(${sql.join([...since, before, ...(empty ? [never] : [])], sql`, `)}) from today, ${from})`
  }

const counts: Record<AskedFacet, Count> = {
  leadType: values(sql`${leads.leadType}`),
  leadOutcome: values(sql`${leads.leadOutcome}`),
  healthCoachBookedWith: values(sql`${leads.healthCoachBookedWith}`),
  portalAccess: values(sql`${leads.portalAccess}`),
  numberOfCalls: calls,
  lastContacted: days(sql`${leads.lastContacted}`, 'may be empty'),
  createdAt: days(sql`${leads.createdAt}`),
  updatedAt: days(sql`${leads.updatedAt}`),
}
