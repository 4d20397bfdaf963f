import { desc, eq, sql } from 'drizzle-orm'
import { calls } from '../../shared/schema/records.ts'
import { leads } from '../../shared/schema.ts'
import type { Db, Tx } from '../db/connection.ts'

const columns = {
  id: calls.id,
  leadId: calls.leadId,
  userId: calls.userId,
  outcome: calls.outcome,
  durationSeconds: calls.durationSeconds,
  notes: calls.notes,
  createdAt: calls.createdAt,
}

/** Adds the call; the lead's counters and outcome follow it. */
export async function insertCall(db: Tx, call: typeof calls.$inferInsert) {
  const [made] = await db.insert(calls).values(call).returning(columns)
  await db
    .update(leads)
    .set({ numberOfCalls: sql`coalesce(${leads.numberOfCalls}, 0) + 1`, lastContacted: sql`now()`, leadOutcome: call.outcome })
    .where(eq(leads.id, call.leadId))
  return made
}

export interface LoggedCall extends Record<string, unknown> {
  id: number
  leadId: number
  userId: number
  outcome: string
  /** It may still be taken back. */
  isRecent: boolean
  isNewest: boolean
  /** What it changed of the lead, old and new, as the trail has it. */
  changes: Record<string, (string | null)[]> | null
}

export async function findLoggedCall(db: Tx, leadId: number, id: number): Promise<LoggedCall | undefined> {
  const { rows } = await db.execute<LoggedCall>(sql`
    select c.id, c.lead_id as "leadId", c.user_id as "userId", c.outcome, c.created_at > now() - interval '10 minutes' as "isRecent",
      not exists (select from calls n where n.lead_id = c.lead_id and n.id > c.id) as "isNewest",
      (select activity_details(a.details) -> 'changes' from activity_logs a where a.entity_type = 'lead' and a.entity_id = c.lead_id
        and a.action = 'called' and a.created_at >= c.created_at and (activity_details(a.details) ->> 'callId')::int = c.id limit 1) as changes
    from calls c where c.id = ${id} and c.lead_id = ${leadId}`)
  return rows[0]
}

/** Takes the call away; the lead's counters and outcome follow it. */
export async function removeCall(
  db: Tx,
  { id, leadId, outcome }: LoggedCall,
  before: { leadOutcome: string | null; lastContacted: string | null },
): Promise<void> {
  await db.delete(calls).where(eq(calls.id, id))
  await db
    .update(leads)
    .set({
      numberOfCalls: sql`greatest(coalesce(${leads.numberOfCalls}, 0) - 1, 0)`,
      lastContacted: before.lastContacted === null ? null : sql`${before.lastContacted.replace('Z', '')}::timestamp`,
      leadOutcome: sql`case when ${leads.leadOutcome} = ${outcome} then ${before.leadOutcome} else ${leads.leadOutcome} end`,
    })
    .where(eq(leads.id, leadId))
}

/** Newest first. */
export function callsWith(db: Db, leadId: number) {
  return db.select(columns).from(calls).where(eq(calls.leadId, leadId)).orderBy(desc(calls.id)).limit(500)
}
