/** Calls with a lead; the lead's counters follow. */
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { found } from '../http/errors.ts'
import { callsWith, insertCall } from './calls-storage.ts'
import { lockOwnLead } from './leads.ts'
import { findLead } from './storage.ts'

const asSent = <C extends { createdAt: Date }>(call: C) => ({ ...call, createdAt: call.createdAt.toISOString() })

interface CallInput {
  outcome: string
  durationSeconds?: number | null | undefined
  notes?: string | null | undefined
}

export async function logCall(db: Tx, actor: Actor, leadId: number, { outcome, durationSeconds = null, notes = null }: CallInput) {
  await lockOwnLead(db, actor, leadId)
  const made = found(await insertCall(db, { leadId, userId: actor.userId, outcome, durationSeconds, notes }), 'Call')
  logActivity(db, {
    entityType: 'lead',
    entityId: leadId,
    action: 'called',
    userId: actor.userId,
    details: { callId: made.id, outcome, durationSeconds, fields: notes ? ['notes'] : [] },
  })
  return { value: asSent(made) }
}

export async function listCalls(db: Db, leadId: number) {
  found(await findLead(db, leadId), 'Lead')
  const rows = await callsWith(db, leadId)
  return { data: rows.map(asSent) }
}
