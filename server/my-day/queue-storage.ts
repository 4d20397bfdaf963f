import { sql } from 'drizzle-orm'
import { leads } from '../../shared/schema.ts'
import { leadClockRuns } from '../db/clock.ts'
import type { Db } from '../db/connection.ts'
import { timeAsText } from '../db/statement.ts'

/** So many of the caller's own and of nobody's leads are looked at; the rest of a million would wait in vain anyway. */
const looked = 500

/**
 * Whom to call now. Never one who said stop, nor one that a colleague owns or has just called; nobody without a phone;
 * nobody for whom something is planned later. Due follow-ups first, then hot ones, then those uncontacted longest.
 */
export async function leadsToCall(db: Db, userId: number, now: Date, limit: number): Promise<string> {
  const moment = sql`${now.toISOString()}::timestamp`
  const { rows } = await db.execute<{ json: string }>(sql`
    with due as materialized (select distinct on (lead_id) lead_id, id as task_id, title, due_date from tasks
      where assigned_to_id = ${userId} and status in ('Pending', 'In Progress') and due_date <= ${moment} and lead_id is not null
      order by lead_id, due_date),
    candidates as (select lead_id as id from due
      union (select id from leads where owner_id = ${userId} order by updated_at desc limit ${looked})
      union (select id from leads where owner_id is null order by updated_at desc limit ${looked})),
    callable as (select leads.id, leads.first_name, leads.last_name, leads.phone, leads.status, leads.lead_readiness, leads.number_of_calls,
        leads.last_contacted, leads.owner_id, leads.created_at, due.task_id, due.title, due.due_date from candidates
      join leads on leads.id = candidates.id left join due on due.lead_id = leads.id
      where leads.phone <> '' and (leads.owner_id = ${userId} or leads.owner_id is null)
        and leads.lead_outcome is distinct from 'Said Stop' and ${leadClockRuns(sql`${leads.id}`, sql`${leads.leadOutcome}`)}
        and not exists (select from calls c where c.lead_id = leads.id
          and (c.outcome = 'Said Stop' and c.created_at >= coalesce(leads.last_contacted, c.created_at)
            or c.user_id <> ${userId} and c.created_at > ${moment} - interval '1 hour'))
        and (due.task_id is not null
          or leads.status <> 'Booking: Paid/Booked'
            and (leads.last_contacted is null or leads.last_contacted < ${moment} - interval '4 hours')
            and not exists (select from tasks t where t.lead_id = leads.id and t.status in ('Pending', 'In Progress') and t.due_date > ${moment})
            and not exists (select from appointments a where a.lead_id = leads.id and a.status = 'Scheduled' and a.scheduled_at > ${moment}))),
    ranked as (select * from callable order by due_date nulls last, (lead_readiness is distinct from 'Hot'),
      coalesce(last_contacted, created_at), id limit ${limit})
    select coalesce(json_agg(json_build_object('id', id, 'firstName', first_name, 'lastName', last_name, 'phone', phone,
        'status', status, 'leadReadiness', lead_readiness, 'numberOfCalls', number_of_calls,
        'lastContacted', ${timeAsText(sql`last_contacted`)}, 'ownerId', owner_id,
        'why', case when task_id is not null then 'follow_up' when lead_readiness = 'Hot' then 'hot'
          when last_contacted is null then 'new' else 'waiting' end,
        'followUp', case when task_id is not null then json_build_object('taskId', task_id, 'title', title, 'dueDate', ${timeAsText(sql`due_date`)}) end,
        'timeZone', (select p.time_zone from person_profiles p where p.entity_type = 'lead' and p.entity_id = ranked.id))
      order by due_date nulls last, (lead_readiness is distinct from 'Hot'), coalesce(last_contacted, created_at), id), '[]')::text as json
    from ranked`)
  return rows[0]?.json ?? '[]'
}
