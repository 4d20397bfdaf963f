import { type SQL, sql } from 'drizzle-orm'
import { type ReportList, wonStep } from '../../shared/reports.ts'
import { leadStatuses } from '../../shared/values.ts'
import type { Db } from '../db/connection.ts'
import type { Position } from '../db/cursor.ts'
import { timeAsText } from '../db/statement.ts'
import { dayBegins, dayEnds, type Period } from './period-storage.ts'
import { setOf } from './sets-storage.ts'

export interface RowsAsk {
  part?: 'hit' | 'miss' | undefined
  of?: string | undefined
  userId?: number | 'none' | undefined
  dayFrom?: string | undefined
  dayTo?: string | undefined
}
interface Row extends Record<string, unknown> {
  json: string
  seq: string
  at: string
  kind: string
  id: number
}

const steps: readonly string[] = [...leadStatuses, wonStep]

function conditions(list: ReportList, { timeZone }: Period, { part, of, userId, dayFrom, dayTo }: RowsAsk): SQL {
  // Of the funnel: a step is reached by whoever went further too, and left by whoever stands there.
  const step = list === 'funnel' && of !== undefined && part === 'hit' ? steps.indexOf(of) + 1 : undefined
  const all = [
    sql`true`,
    ...(step !== undefined ? [sql`s.step >= ${step}`] : []),
    ...(step === undefined && part && list !== 'funnel' ? [sql`s.hit = ${part === 'hit'}`] : []),
    ...(step === undefined && of !== undefined ? [sql`s.grp = ${of}`] : []),
    ...(userId === 'none' ? [sql`s.user_id is null`] : userId !== undefined ? [sql`s.user_id = ${userId}`] : []),
    ...(dayFrom ? [sql`s.at >= ${dayBegins(dayFrom, timeZone)}`] : []),
    ...(dayTo ? [sql`s.at < ${dayEnds(dayTo, timeZone)}`] : []),
  ]
  return sql.join(all, sql` and `)
}

/** Rows of a list, newest first, after a position. */
export async function findRows(db: Db, list: ReportList, period: Period, ask: RowsAsk & { limit: number; after?: Position | undefined }) {
  const after = ask.after ? sql` and (s.at, s.seq) < (${ask.after.value}::timestamp, ${ask.after.id}::bigint)` : sql``
  const { rows } = await db.execute<Row>(sql`
    select json_build_object('entityType', s.kind, 'entityId', s.id, 'name', n.name, 'at', ${timeAsText(sql`s.at`)}, 'userId', s.user_id,
      'userName', u.first_name || ' ' || u.last_name, 'group', s.grp, 'days', round(s.days::numeric, 5)::float8, 'isHit', s.hit)::text as json,
      s.seq::text, s.at::text, s.kind, s.id
    from (select * from ${setOf(list, period.now, period.timeZone)} s where ${conditions(list, period, ask)}${after}
      order by s.at desc, s.seq desc limit ${ask.limit}) s
    left join users u on u.id = s.user_id
    cross join lateral (select coalesce(
      case s.kind when 'lead' then (select first_name || ' ' || last_name from leads where id = s.id)
        when 'contact' then (select first_name || ' ' || last_name from contacts where id = s.id)
        when 'task' then (select title from tasks where id = s.id)
        else (select title from appointments where id = s.id) end, '') as name) n
    order by s.at desc, s.seq desc`)
  return rows
}

export async function countRows(db: Db, list: ReportList, period: Period, ask: RowsAsk): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from ${setOf(list, period.now, period.timeZone)} s where ${conditions(list, period, ask)}`,
  )
  return rows[0]?.n ?? 0
}
