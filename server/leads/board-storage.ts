/** Cards of the board: a lead with its age in the stage and its next step. */
import { sql } from 'drizzle-orm'
import { leadAccess } from '../../shared/rows.ts'
import { leads } from '../../shared/schema.ts'
import type { ListDefinition } from '../db/list.ts'
import { timeAsText } from '../db/statement.ts'
import { leadList } from './storage.ts'

const stageEnteredAt = sql`(select ${timeAsText(sql`h.entered_at`)} from stage_history h
  where h.entity_type = 'lead' and h.entity_id = ${leads.id} and h.left_at is null order by h.id desc limit 1)`

/** The earliest of the open tasks and the coming visits. */
const nextStep = sql`(select json_build_object('kind', s.kind, 'title', s.title, 'at', ${timeAsText(sql`s.at`)}) from (
  (select 'task' as kind, t.title, t.due_date as at from tasks t
    where t.lead_id = ${leads.id} and t.status in ('Pending', 'In Progress') order by t.due_date nulls last limit 1)
  union all
  (select 'appointment', a.title, a.scheduled_at from appointments a
    where a.lead_id = ${leads.id} and a.status = 'Scheduled' and a.scheduled_at > now() order by a.scheduled_at limit 1)
  ) s order by s.at nulls last limit 1)`

const { id, firstName, lastName, status, leadReadiness, ownerId, updatedAt } = leadAccess

export const boardCards: ListDefinition & { name: string } = {
  ...leadList,
  name: 'board',
  access: { id, firstName, lastName, status, leadReadiness, ownerId, updatedAt },
  more: { stageEnteredAt, nextStep },
}
