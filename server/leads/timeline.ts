/** Everything that happened with a lead, newest first: its own trail and that of its tasks and appointments. */
import { type TimelineAsk, type TimelineHouse, timelinePage } from '../activity/timeline.ts'
import type { Db } from '../db/connection.ts'
import { found } from '../http/errors.ts'
import { standing } from '../stages/stages.ts'
import { findLead } from './storage.ts'
import { aboutLead, passagesOf } from './timeline-storage.ts'

export async function leadTimeline(db: Db, house: TimelineHouse, leadId: number, ask: TimelineAsk) {
  found(await findLead(db, leadId), 'Lead')
  return timelinePage(db, house, aboutLead(leadId), ask)
}

export async function leadStages(db: Db, leadId: number) {
  found(await findLead(db, leadId), 'Lead')
  return { data: await stagesOf(db, 'lead', leadId) }
}

export async function leadStanding(db: Db, leadId: number) {
  found(await findLead(db, leadId), 'Lead')
  return standing(db, 'lead', leadId)
}

const asSent = (time: Date | null) => time?.toISOString() ?? null

/** Passages through the stages, oldest first. */
export async function stagesOf(db: Db, entityType: 'lead' | 'contact', entityId: number) {
  const rows = await passagesOf(db, entityType, entityId)
  return rows.reverse().map((row) => ({ ...row, enteredAt: row.enteredAt.toISOString(), leftAt: asSent(row.leftAt) }))
}
