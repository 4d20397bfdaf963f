/** Counts of single fields on the rows themselves, each under the filters of the others, made when somebody looks at them. */
import { type SQL, sql } from 'drizzle-orm'
import { clinicSettings } from '../../shared/schema/records.ts'
import type { Db } from './connection.ts'
import { type ListDefinition, listConditions } from './list.ts'
import { timeAsText } from './statement.ts'

/** A field with more values than these shows the most frequent; the rest is found by its own filter. */
const mostValues = 50

/** The SQL of one field's counts, as JSON, from the rows that the other filters leave. */
export type Count = (from: SQL) => SQL

interface Asked<Field extends string> {
  list: ListDefinition
  counts: Record<Field, Count>
  fields: readonly Field[]
  filters: Record<string, unknown>
  /** Whose days are meant; the clinic's without it. */
  timeZone: string | undefined
}

/** Answers one object with a list a field. */
export async function countAsked<Field extends string>(db: Db, { list, counts, fields, filters, timeZone }: Asked<Field>) {
  const parts = [...new Set(fields)].map((field) => sql`${sql.raw(`'${field}'`)}, ${counts[field](source(list, field, filters))}`)
  const zone = sql`coalesce(${timeZone ?? null}::text, (select ${clinicSettings.timeZone} from ${clinicSettings}), 'UTC')`
  const { rows } = await db.execute<{ counts: Record<string, unknown> }>(
    sql`with today as (select date_trunc('day', now() at time zone ${zone}) as day, ${zone} as zone)
      select json_build_object(${sql.join(parts, sql`, `)}) as counts`,
  )
  return rows[0]?.counts ?? {}
}

/** The rows that all filters but the field's own leave. */
function source(list: ListDefinition, field: string, filters: Record<string, unknown>): SQL {
  const others = Object.entries(filters).filter(([name]) => name.replace(/(From|To)$/, '') !== field)
  const where = listConditions(list, { limit: 0, sort: '', ...Object.fromEntries(others) })
  return sql`${list.table}${where ? sql` where ${where}` : sql``}`
}

export const countValues =
  (value: SQL): Count =>
  (from) =>
    sql`(select coalesce(json_agg(json_build_object('value', value, 'count', n) order by n desc, value), '[]') from
      (select ${value} as value, count(*)::int as n from ${from} group by 1 order by 2 desc, 1 limit ${sql.raw(String(mostValues))}) v)`

/** Days before today's midnight at which a period begins. */
const periods = { today: 0, days7: 6, days30: 29, days90: 89 } as const

export const countDays =
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
