/** SQL of the task list: each row with whom it is for, and how many each filter value would leave. */
import { sql } from 'drizzle-orm'
import { tasks } from '../../shared/schema.ts'
import type { Db } from '../db/connection.ts'
import { listConditions, type NamedList } from '../db/list.ts'
import { recurrenceJson } from './series-storage.ts'
import { taskList } from './storage.ts'

/** The patient, if the lead has become one; one whom the actor may not know of does not show. */
const person = sql`coalesce(
  (select json_build_object('kind', 'contact', 'id', c.id, 'firstName', c.first_name, 'lastName', c.last_name, 'standing', c.stage)
    from contacts c where c.id = ${tasks.contactId}),
  (select json_build_object('kind', 'lead', 'id', l.id, 'firstName', l.first_name, 'lastName', l.last_name, 'standing', l.status)
    from leads l where l.id = ${tasks.leadId}))`

export const taskCards: NamedList = {
  ...taskList,
  name: 'task-cards',
  more: {
    person,
    comments: sql`(select count(*)::int from comments c where c.entity_type = 'task' and c.entity_id = ${tasks.id})`,
    recurrence: recurrenceJson(sql`${tasks.id}`),
  },
}

/** Tasks that are alike in all that is counted. */
export interface Group {
  status: string
  priority: string
  assignedToId: number | null
  createdById: number | null
  due: string
  n: number
}

/** One pass over the tasks that the given filters leave; weeks end on Sunday, days at midnight on the clinic's clock. */
export async function groupTasks(db: Db, filters: Record<string, unknown>, now: Date): Promise<Group[]> {
  const where = listConditions(taskList, { limit: 0, sort: '', ...filters })
  const { rows } = await db.execute<Group & Record<string, unknown>>(sql`
    with clock as (select zone, (${now.toISOString()}::timestamp at time zone 'UTC' at time zone zone)::date as today
      from (select coalesce((select time_zone from clinic_settings), 'UTC') as zone) z),
    ends as (select (today + 1)::timestamp at time zone zone at time zone 'UTC' as day_ends,
      (date_trunc('week', today) + interval '7 days')::timestamp at time zone zone at time zone 'UTC' as week_ends from clock)
    select status, priority, assigned_to_id as "assignedToId", created_by_id as "createdById", case
        when due_date is null then 'none' when due_date < ${now.toISOString()}::timestamp then 'overdue'
        when due_date < (select day_ends from ends) then 'today' when due_date < (select week_ends from ends) then 'week' else 'later' end as due,
      count(*)::int as n
    from ${tasks}${where ? sql` where ${where}` : sql``} group by 1, 2, 3, 4, 5`)
  return rows
}
