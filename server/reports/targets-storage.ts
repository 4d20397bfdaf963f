import { type SQL, sql } from 'drizzle-orm'
import { type TargetKey, targetKeys, targets } from '../../shared/reports.ts'
import type { Db } from '../db/connection.ts'
import type { Period, Span } from './period-storage.ts'
import { setOf } from './sets-storage.ts'

export interface Figure {
  value: number | null
  count: number
  of: number
  stage?: string
  most?: { userId: number | null; userName: string | null; count: number } | null
}

const percent = sql`100.0 * count(*) filter (where hit) / nullif(count(*), 0)`
const hits = sql`count(*) filter (where hit)`
const activeCoaches = sql`(select count(*) from users where role = 'Health Coach' and is_active)`
const median = sql`percentile_cont(0.5) within group (order by days)`

type Measure = { value: SQL; count: SQL; more?: SQL }
const share: Measure = { value: percent, count: hits }
const measures: Record<Exclude<TargetKey, 'longestStage'>, Measure> = {
  leadToPatient: share,
  pipeline: { value: median, count: sql`count(*)` },
  leadsPerDay: {
    value: sql`count(*)::float8 / nullif((select count(*) from (select distinct user_id, grp from rows) d), 0)`,
    count: sql`count(*)`,
  },
  retention: share,
  patientsPerCoach: { value: sql`${hits}::float8 / nullif(${activeCoaches}, 0)`, count: hits },
  tasksDone: share,
  tasksOverdue: {
    ...share,
    more: sql`, 'most', (select json_build_object('userId', m.user_id, 'userName', m.name, 'count', m.n) from (
    select o.user_id, min(u.first_name || ' ' || u.last_name) as name, count(*)::int as n from rows o left join users u on u.id = o.user_id
    where o.hit group by o.user_id order by count(*) desc, o.user_id limit 1) m)`,
  },
  showRate: share,
  cancellations: share,
  scheduling: { value: sql`${median} * 1440`, count: sql`count(*)` },
}

/** The stage whose patients take the longest, by the median: its own passages are the list. */
const longestStage = sql`select json_build_object('value', s.days, 'count', coalesce(s.n, 0), 'of', coalesce(s.n, 0), 'stage', s.grp)
  from (values (1)) one left join (select grp, ${median} as days, count(*)::int as n from rows group by grp order by 2 desc, 1 limit 1) s on true`

function figure(key: TargetKey, span: Span, timeZone: string): SQL {
  const rows = sql`with rows as materialized ${setOf(targets[key].list, span, timeZone)}`
  if (key === 'longestStage') return sql`(${rows} ${longestStage})`
  const { value, count, more = sql`` } = measures[key]
  return sql`(${rows} select json_build_object('value', ${value}, 'count', ${count}, 'of', count(*)${more}) from rows)`
}

/** Each target in the period and in the one before. */
export async function findTargets(db: Db, { now, before, timeZone }: Period): Promise<Record<TargetKey, { now: Figure; before: Figure }>> {
  const pairs = targetKeys.map(
    (key) =>
      sql`${sql.raw(`'${key}'`)}, json_build_object('now', ${figure(key, now, timeZone)}, 'before', ${figure(key, before, timeZone)})`,
  )
  const { rows } = await db.execute<{ figures: Record<TargetKey, { now: Figure; before: Figure }> }>(
    sql`select json_build_object(${sql.join(pairs, sql`, `)}) as figures`,
  )
  if (!rows[0]) throw new Error('Figures are always one row')
  return rows[0].figures
}
