/** Everything that happened with a lead, newest first: its own trail and that of its tasks and appointments. */
import { desc, eq, sql } from 'drizzle-orm'
import { stageHistory } from '../../shared/schema/records.ts'
import { timelinePage, type TimelineAsk } from '../activity/timeline.ts'
import type { Db } from '../db/connection.ts'
import { found } from '../http/errors.ts'
import { findLead } from './storage.ts'

export async function leadTimeline(db: Db, secret: string, leadId: number, ask: TimelineAsk) {
  found(await findLead(db, leadId), 'Lead')
  const about = sql`(a.entity_type = 'lead' and a.entity_id = ${leadId}
    or a.entity_type = 'task' and a.entity_id in (select id from tasks where lead_id = ${leadId})
    or a.entity_type = 'appointment' and a.entity_id in (select id from appointments where lead_id = ${leadId}))`
  return timelinePage(db, secret, about, ask)
}

export async function leadStages(db: Db, leadId: number) {
  found(await findLead(db, leadId), 'Lead')
  return { data: await stagesOf(db, 'lead', leadId) }
}

const asSent = (time: Date | null) => time?.toISOString() ?? null

/** Passages through the stages, oldest first. */
export async function stagesOf(db: Db, entityType: 'lead' | 'contact', entityId: number) {
  const rows = await db
    .select({
      stage: stageHistory.stage,
      enteredAt: stageHistory.enteredAt,
      leftAt: stageHistory.leftAt,
      enteredById: stageHistory.enteredById,
      reason: stageHistory.reason,
    })
    .from(stageHistory)
    .where(sql`${eq(stageHistory.entityType, entityType)} and ${eq(stageHistory.entityId, entityId)}`)
    .orderBy(desc(stageHistory.id))
    .limit(500)
  return rows.reverse().map((row) => ({ ...row, enteredAt: row.enteredAt.toISOString(), leftAt: asSent(row.leftAt) }))
}
