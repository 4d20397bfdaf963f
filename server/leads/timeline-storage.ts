import { and, desc, eq, sql } from 'drizzle-orm'
import { stageHistory } from '../../shared/schema/records.ts'
import type { Db } from '../db/connection.ts'

/** The lead, its tasks and its appointments, as kinds and numbers. */
export const aboutLead = (leadId: number) => sql`
  select 'lead'::varchar, ${leadId}::integer
  union all select 'lead', merged_into('lead', ${leadId}::integer)
  union all select 'task', id from tasks where lead_id = ${leadId}
  union all select 'appointment', id from appointments where lead_id = ${leadId}`

/** Passages through the stages, newest first. */
export function passagesOf(db: Db, entityType: 'lead' | 'contact', entityId: number) {
  return db
    .select({
      stage: stageHistory.stage,
      enteredAt: stageHistory.enteredAt,
      leftAt: stageHistory.leftAt,
      enteredById: stageHistory.enteredById,
      reason: stageHistory.reason,
    })
    .from(stageHistory)
    .where(and(eq(stageHistory.entityType, entityType), eq(stageHistory.entityId, entityId)))
    .orderBy(desc(stageHistory.id))
    .limit(500)
}
