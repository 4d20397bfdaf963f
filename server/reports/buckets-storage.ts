/** Figures over time: by day for a month, by week for a season, by month beyond. */
import { type SQL, sql } from 'drizzle-orm'
import type { ReportList } from '../../shared/reports.ts'
import type { Db } from '../db/connection.ts'
import type { Period } from './period-storage.ts'
import { setOf } from './sets-storage.ts'

type Buckets = Record<string, unknown>[]

const stepOf = (days: number) => (days <= 31 ? '1 day' : days <= 124 ? '7 days' : '1 month')

/** One row for each stretch of days, also an empty one; `figures` count the rows `s` of the list. */
async function bucketsOf(db: Db, list: ReportList, { now, timeZone, shown }: Period, figures: SQL): Promise<Buckets> {
  const step = sql.raw(`interval '${stepOf(shown.days)}'`)
  const { rows } = await db.execute<{ data: Buckets }>(sql`
    with days as (select row_number() over (order by day)::int as n, day::date as first, least((day + ${step})::date - 1, ${shown.to}::date) as last
      from generate_series(${shown.from}::date, ${shown.to}::date, ${step}) day),
    edges as (select array_agg(first::timestamp at time zone ${timeZone} at time zone 'UTC' order by n) as edges from days),
    s as (select grp, width_bucket(at, edges) as n, count(*)::int as count from ${setOf(list, now, timeZone)} s, edges group by 1, 2)
    select coalesce(json_agg(b), '[]') as data from (select d.first as "from", d.last as "to", ${figures}
      from days d left join s using (n) group by 1, 2 order by 1) b`)
  return rows[0]?.data ?? []
}

const counted = (group: string) => sql`coalesce(sum(s.count) filter (where s.grp = ${sql.raw(`'${group}'`)}), 0)::int`

export const callBuckets = (db: Db, period: Period) => bucketsOf(db, 'calls', period, sql`coalesce(sum(s.count), 0)::int as calls`)

export const visitBuckets = (db: Db, period: Period) =>
  bucketsOf(
    db,
    'visits',
    period,
    sql`${counted('Completed')} as completed, ${counted('No Show')} as "noShow", ${counted('Cancelled')} as cancelled, ${counted('Scheduled')} as scheduled`,
  )

export const taskBuckets = (db: Db, period: Period) =>
  bucketsOf(db, 'tasks', period, sql`${counted('onTime')} as "onTime", ${counted('late')} as late, ${counted('open')} as open`)
