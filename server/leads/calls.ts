/** Calls with a lead; the lead's counters follow. */
import { policy } from '../../shared/policy.ts'
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { conflict, forbidden, found } from '../http/errors.ts'
import { callsWith, findLoggedCall, insertCall, removeCall } from './calls-storage.ts'
import { lockOwnLead } from './leads.ts'
import { findLead } from './storage.ts'

const asSent = <C extends { createdAt: Date }>(call: C) => ({ ...call, createdAt: call.createdAt.toISOString() })

interface CallInput {
  outcome: string
  durationSeconds?: number | null | undefined
  notes?: string | null | undefined
}

export async function logCall(db: Tx, actor: Actor, leadId: number, { outcome, durationSeconds = null, notes = null }: CallInput) {
  const { lead } = await lockOwnLead(db, actor, leadId)
  const made = found(await insertCall(db, { leadId, userId: actor.userId, outcome, durationSeconds, notes }), 'Call')
  const sent = asSent(made)
  logActivity(db, {
    entityType: 'lead',
    entityId: leadId,
    action: 'called',
    userId: actor.userId,
    details: {
      callId: made.id,
      outcome,
      durationSeconds,
      fields: notes ? ['notes'] : [],
      changes: { leadOutcome: [lead.leadOutcome, outcome], lastContacted: [lead.lastContacted, sent.createdAt] },
    },
  })
  return { value: sent }
}

/** The lead has its counts, last contact and outcome as before the call; an outcome that was set by hand since stays. */
export async function takeBackCall(db: Tx, actor: Actor, { id: leadId, callId }: { id: number; callId: number }): Promise<void> {
  await lockOwnLead(db, actor, leadId)
  const call = found(await findLoggedCall(db, leadId, callId), 'Call')
  if (!policy.call.takeBack(actor, call)) throw forbidden('Only who logged a call, or an Admin, can take it back.')
  if (!call.isRecent) throw conflict('too_late', 'A call can be taken back for ten minutes.')
  if (!call.isNewest) throw conflict('newer_call', 'Another call was logged since: take that one back first.')
  const { leadOutcome = [], lastContacted = [] } = call.changes ?? {}
  logActivity(db, {
    entityType: 'lead',
    entityId: leadId,
    action: 'call_taken_back',
    userId: actor.userId,
    details: { callId, outcome: call.outcome, changes: { lastContacted: [lastContacted[1] ?? null, lastContacted[0] ?? null] } },
  })
  await removeCall(db, call, { leadOutcome: leadOutcome[0] ?? null, lastContacted: lastContacted[0] ?? null })
}

export async function listCalls(db: Db, leadId: number) {
  found(await findLead(db, leadId), 'Lead')
  const rows = await callsWith(db, leadId)
  return { data: rows.map(asSent) }
}
