/** Calls with a lead; the lead's counters follow. */
import { desc, eq, sql } from 'drizzle-orm'
import { calls } from '../../shared/schema/records.ts'
import { leads } from '../../shared/schema.ts'
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { found } from '../http/errors.ts'
import { lockOwnLead } from './leads.ts'
import { findLead } from './storage.ts'

const columns = {
  id: calls.id,
  leadId: calls.leadId,
  userId: calls.userId,
  outcome: calls.outcome,
  durationSeconds: calls.durationSeconds,
  notes: calls.notes,
  createdAt: calls.createdAt,
}
const asSent = <C extends { createdAt: Date }>(call: C) => ({ ...call, createdAt: call.createdAt.toISOString() })

interface CallInput {
  outcome: string
  durationSeconds?: number | null | undefined
  notes?: string | null | undefined
}

export async function logCall(db: Tx, actor: Actor, leadId: number, { outcome, durationSeconds, notes }: CallInput) {
  await lockOwnLead(db, actor, leadId)
  const [call] = await db
    .insert(calls)
    .values({ leadId, userId: actor.userId, outcome, durationSeconds: durationSeconds ?? null, notes: notes ?? null })
    .returning(columns)
  await db
    .update(leads)
    .set({ numberOfCalls: sql`coalesce(${leads.numberOfCalls}, 0) + 1`, lastContacted: sql`now()`, leadOutcome: outcome })
    .where(eq(leads.id, leadId))
  const made = found(call, 'Call')
  logActivity(db, {
    entityType: 'lead',
    entityId: leadId,
    action: 'called',
    userId: actor.userId,
    details: { callId: made.id, outcome, durationSeconds: made.durationSeconds, fields: notes ? ['notes'] : [] },
  })
  return { value: asSent(made) }
}

export async function listCalls(db: Db, leadId: number) {
  found(await findLead(db, leadId), 'Lead')
  const rows = await db.select(columns).from(calls).where(eq(calls.leadId, leadId)).orderBy(desc(calls.id)).limit(500)
  return { data: rows.map(asSent) }
}
