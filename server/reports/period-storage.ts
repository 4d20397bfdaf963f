import { sql } from 'drizzle-orm'
import type { Db } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface PeriodAsk {
  days?: number | undefined
  from?: string | undefined
  to?: string | undefined
}
/** A stretch of time in UTC, as PostgreSQL writes it: from `from` up to, not including, `until`. */
export interface Span {
  from: string
  until: string
}
export interface Period {
  now: Span
  before: Span
  timeZone: string
  /** As the API says it. */
  shown: {
    from: string
    to: string
    days: number
    before: { from: string; to: string }
    timeZone: string
    asOf: string
  }
}

/**
 * Days are those of the clinic's calendar: a day of a clock change has 23 or 25 hours. What lies after `at` (now) has
 * not happened, so a period that goes on ends there.
 */
export async function findPeriod(db: Db, { days = 30, from = null, to = null }: { [K in keyof PeriodAsk]: PeriodAsk[K] | null }, at: Date) {
  const moment = at.toISOString()
  const { rows } = await db.execute<{ period: Period }>(sql`
    with zone as (select coalesce((select time_zone from clinic_settings), 'UTC') as zone),
    last as (select zone, coalesce(${to}::date, (${moment}::timestamptz at time zone zone)::date) as last from zone),
    asked as (select zone, last, coalesce(${from}::date, last - ${days ?? 30}::int + 1) as first from last),
    spans as (select *, first - (last - first + 1) as first_before,
      first::timestamp at time zone zone at time zone 'UTC' as starts,
      (first - (last - first + 1))::timestamp at time zone zone at time zone 'UTC' as starts_before,
      least((last + 1)::timestamp at time zone zone, ${moment}::timestamptz) at time zone 'UTC' as until from asked)
    select json_build_object(
      'now', json_build_object('from', starts::text, 'until', until::text),
      'before', json_build_object('from', starts_before::text, 'until', least(starts, until)::text),
      'timeZone', zone,
      'shown', json_build_object('from', first, 'to', last, 'days', last - first + 1, 'timeZone', zone, 'asOf', ${timeAsText(sql`until`)},
        'before', json_build_object('from', first_before, 'to', first - 1))) as period
    from spans`)
  if (!rows[0]) throw new Error('A period is always one row')
  return rows[0].period
}

/** A day's first moment and the moment after its last, in UTC. */
export const dayBegins = (day: string, timeZone: string) => sql`(${day}::date::timestamp at time zone ${timeZone} at time zone 'UTC')`
export const dayEnds = (day: string, timeZone: string) => sql`((${day}::date + 1)::timestamp at time zone ${timeZone} at time zone 'UTC')`
