import { sql } from 'drizzle-orm'
import { leads } from '../../shared/schema.ts'
import { leadClockRuns } from '../db/clock.ts'
import type { Db } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

/** What belongs to a user: leads that are still worked, or patients. */
const panels = {
  lead: {
    kind: 'leads',
    own: (userId: number) => sql`select leads.id, leads.first_name, leads.last_name, leads.status as stage from leads
      where leads.owner_id = ${userId} and ${leadClockRuns(sql`${leads.id}`, sql`${leads.leadOutcome}`)}`,
  },
  contact: {
    kind: 'contacts',
    own: (userId: number) => sql`select id, first_name, last_name, stage from contacts where health_coach_id = ${userId}`,
  },
} as const

/** Over one user's own records, by the indexes of their owner: a panel is a few hundred people. */
export async function countPanel(db: Db, entityType: 'lead' | 'contact', userId: number, now: Date): Promise<string> {
  const { kind, own } = panels[entityType]
  const record = sql.raw(`${entityType}_id`)
  const moment = sql`${now.toISOString()}::timestamp`
  const { rows } = await db.execute<{ json: string }>(sql`
    with own as materialized (${own(userId)}),
    standing as materialized (select own.*, h.entered_at, d.target_hours,
        h.entered_at + d.target_hours * interval '1 hour' as due_at
      from own
      left join lateral (select entered_at from stage_history h where h.entity_type = ${entityType} and h.entity_id = own.id
        and h.left_at is null order by h.id desc limit 1) h on true
      left join stage_definitions d on d.entity_type = ${entityType} and d.stage = own.stage),
    late as (select * from standing where due_at <= ${moment})
    select json_build_object('kind', ${kind}::text,
      'total', (select count(*) from own),
      'late', (select count(*) from late),
      'unplanned', (select count(*) from own where
        not exists (select from tasks t where t.${record} = own.id and t.status in ('Pending', 'In Progress'))
        and not exists (select from appointments a where a.${record} = own.id and a.status = 'Scheduled' and a.scheduled_at > ${moment})),
      'longest', (select coalesce(json_agg(json_build_object('id', id, 'firstName', first_name, 'lastName', last_name, 'stage', stage,
          'enteredAt', ${timeAsText(sql`entered_at`)}, 'targetHours', target_hours)), '[]')
        from (select * from late order by (${moment} - entered_at) / target_hours desc, id limit 5) l)
    )::text as json`)
  return rows[0]?.json ?? 'null'
}
