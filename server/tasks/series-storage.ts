/** SQL of recurring tasks. All of it runs as the product: the policy has been asked for the task that is changed. */
import { and, eq, sql } from 'drizzle-orm'
import { taskOccurrences, taskSeries } from '../../shared/schema/tasks.ts'
import type { Db, Tx } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

export interface Occurrence {
  seriesId: number
  /** Its place in the series' rhythm, 1 for the first. */
  number: number
  /** No later one stands. */
  isNewest: boolean
}

/** Locks the series, so that what two do to its tasks at once comes one after the other. */
export async function lockOccurrence(db: Tx, taskId: number): Promise<Occurrence | undefined> {
  const { rows } = await db.execute<Occurrence & Record<string, unknown>>(sql`
    select o.series_id as "seriesId", o.number, not exists (
      select from task_occurrences later where later.series_id = o.series_id and later.number > o.number) as "isNewest"
    from task_occurrences o join task_series s on s.id = o.series_id where o.task_id = ${taskId} for update of s`)
  return rows[0]
}

/**
 * The next occurrence: a copy of the one that is done, under the same creator. Nothing when the series is over, or when
 * somebody has made it meanwhile. Answers its id.
 */
export async function insertNext(db: Tx, taskId: number, { seriesId, number }: Occurrence, now: Date): Promise<number | undefined> {
  const { rows } = await db.execute<{ id: number }>(sql`
    with next as (select * from next_occurrence(${seriesId}, ${number}, ${now.toISOString()}::timestamp)),
    made as (insert into tasks (title, description, priority, assigned_to_id, created_by_id, lead_id, contact_id, due_date)
      select t.title, t.description, t.priority, t.assigned_to_id, t.created_by_id, t.lead_id, t.contact_id, next.due_at
      from tasks t, next where t.id = ${taskId} returning *),
    noted as (insert into task_occurrences (task_id, series_id, number)
      select made.id, ${seriesId}, next.number from made, next),
    kept as (update task_series s set title = made.title, description = made.description, priority = made.priority,
      assigned_to_id = made.assigned_to_id, lead_id = made.lead_id, contact_id = made.contact_id
      from made where s.id = ${seriesId})
    select id from made`)
  return rows[0]?.id
}

/** Takes back the occurrence made after this one, unless somebody has changed it or spoken about it. Answers its id. */
export async function removeUntouchedNext(db: Tx, { seriesId, number }: Occurrence): Promise<number | undefined> {
  const { rows } = await db.execute<{ id: number }>(sql`
    delete from tasks t using task_occurrences o
    where o.task_id = t.id and o.series_id = ${seriesId} and o.number > ${number}
      and o.number = (select max(number) from task_occurrences where series_id = ${seriesId})
      and t.status = 'Pending' and t.updated_at = t.created_at
      and not exists (select from comments where entity_type = 'task' and entity_id = t.id)
    returning t.id`)
  return rows[0]?.id
}

export async function insertSeries(db: Tx, series: typeof taskSeries.$inferInsert, taskId: number): Promise<void> {
  const [made] = await db.insert(taskSeries).values(series).returning({ id: taskSeries.id })
  if (!made) throw new Error('The database answered no row for the one it took')
  await db
    .insert(taskOccurrences)
    .values({ taskId, seriesId: made.id, number: 1 })
    .onConflictDoUpdate({ target: taskOccurrences.taskId, set: { seriesId: made.id, number: 1 } })
}

export async function endSeries(db: Tx, seriesId: number, now: Date): Promise<void> {
  await db
    .update(taskSeries)
    .set({ endedAt: now })
    .where(and(eq(taskSeries.id, seriesId), sql`${taskSeries.endedAt} is null`))
}

/** How the task comes again, as JSON: of a correlated `tasks` row; null when it does not, or no more. */
export const recurrenceJson = (taskId: ReturnType<typeof sql>) => sql`(select json_build_object('id', s.id, 'every', s.every,
    'interval', s.interval, 'startsAt', ${timeAsText(sql`s.starts_at`)}, 'endsAt', ${timeAsText(sql`s.ends_at`)},
    'taskId', (select max(n.task_id) from task_occurrences n where n.series_id = s.id))
  from task_occurrences o join task_series s on s.id = o.series_id where o.task_id = ${taskId} and s.ended_at is null)`

export async function seriesOf(db: Db, taskId: number): Promise<string | undefined> {
  const { rows } = await db.execute<{ json: string | null }>(sql`select ${recurrenceJson(sql`${taskId}::integer`)}::text as json`)
  return rows[0]?.json ?? undefined
}
