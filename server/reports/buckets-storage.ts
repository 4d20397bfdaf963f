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
    with days as (select day::date as first, least((day + ${step})::date - 1, ${shown.to}::date) as last
      from generate_series(${shown.from}::date, ${shown.to}::date, ${step}) day),
    s as (select *, (at at time zone 'UTC' at time zone ${timeZone})::date as day from ${setOf(list, now, timeZone)} s)
    select coalesce(json_agg(b), '[]') as data from (select d.first as "from", d.last as "to", ${figures}
      from days d left join s on s.day between d.first and d.last group by 1, 2 order by 1) b`)
  return rows[0]?.data ?? []
}

const counted = (group: string) => sql`count(s.id) filter (where s.grp = ${sql.raw(`'${group}'`)})::int`

export const callBuckets = (db: Db, period: Period) => bucketsOf(db, 'calls', period, sql`count(s.id)::int as calls`)

export const visitBuckets = (db: Db, period: Period) =>
  bucketsOf(
    db,
    'visits',
    period,
    sql`${counted('Completed')} as completed, ${counted('No Show')} as "noShow", ${counted('Cancelled')} as cancelled, ${counted('Scheduled')} as scheduled`,
  )

export const taskBuckets = (db: Db, period: Period) =>
  bucketsOf(db, 'tasks', period, sql`${counted('onTime')} as "onTime", ${counted('late')} as late, ${counted('open')} as open`)
