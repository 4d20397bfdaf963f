/** What patients do about their booking stands in the trail of their lead, under nobody else's name. */
import { logActivity } from '../activity/activity.ts'
import type { Tx } from '../db/connection.ts'

const actorOfPatient = (leadId: number) => ({ actor: { kind: 'patient', leadId } })

export function logPatientAct(db: Tx, leadId: number, action: string, details: Record<string, unknown> = {}): void {
  logActivity(db, { entityType: 'lead', entityId: leadId, action, userId: undefined, details: { ...actorOfPatient(leadId), ...details } })
}
