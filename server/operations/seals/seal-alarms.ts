/** What is to be seen to about the seals. */
import type { AuditFacts } from './check-trails.ts'

export interface AuditAlarm {
  kind: 'audit_failed' | 'audit_late' | 'seals_late'
  text: string
}

const minute = 60_000
const hour = 60 * minute
const limits = { check: 26 * hour, sealing: 15 * minute } as const

/** A new installation has a day for its first verification. */
export function auditAlarms({ now, since }: { now: Date; since: Date }, { lastCheck, unsealedSince }: AuditFacts): AuditAlarm[] {
  const checked = lastCheck?.startedAt ?? since
  const waits = unsealedSince ? now.getTime() - unsealedSince.getTime() : 0
  return [
    ...(lastCheck?.state === 'failed'
      ? [{ kind: 'audit_failed' as const, text: `The audit trail is not as it was sealed: ${lastCheck.fault ?? 'unknown fault'}` }]
      : []),
    ...(now.getTime() - checked.getTime() > limits.check
      ? [{ kind: 'audit_late' as const, text: 'The audit trail has not been verified for more than a day' }]
      : []),
    ...(waits > limits.sealing && now.getTime() - since.getTime() > limits.sealing
      ? [{ kind: 'seals_late' as const, text: `The audit trail has not been sealed for ${Math.floor(waits / minute)} minutes` }]
      : []),
  ]
}
