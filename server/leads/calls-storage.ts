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

/** Newest first. */
export function callsWith(db: Db, leadId: number) {
  return db.select(columns).from(calls).where(eq(calls.leadId, leadId)).orderBy(desc(calls.id)).limit(500)
}
