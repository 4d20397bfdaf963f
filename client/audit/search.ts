/** What the audit keeps in its address. */
import type { ApiInput } from '#shared/api'
import { dayBegins, dayEnds, dayIn, idIn, references, referencesIn, someOf, textIn, textsIn } from '../lib/search-params.ts'

export const auditKinds = ['did', 'looked', 'refused', 'used'] as const
export type AuditSearch = {
  kind?: (typeof auditKinds)[number][]
  userId?: string[]
  entityType?: string
  entityId?: number
  action?: string[]
  atFrom?: string
  atTo?: string
}
type Raw = Record<string, unknown>

export function readAuditSearch(raw: Raw): AuditSearch {
  return {
    kind: someOf(raw, 'kind', auditKinds),
    userId: referencesIn(raw, 'userId'),
    entityType: textIn(raw, 'entityType'),
    entityId: textIn(raw, 'entityType') ? idIn(raw, 'entityId') : undefined,
    action: textsIn(raw, 'action'),
    atFrom: dayIn(raw, 'atFrom'),
    atTo: dayIn(raw, 'atTo'),
  }
}

export type AuditQuery = Omit<NonNullable<ApiInput<'GET /audit'>['query']>, 'limit' | 'cursor'>

/** Whether anything stands in the way that showed nobody's record: a chosen kind says it itself; deeds, and what was seen of one record, are none. */
export const mayLeaveOut = ({ kind, action, entityId }: AuditSearch): boolean => !kind && !action && entityId === undefined

/** Days become moments where the person is. `withUsed`: also what showed nobody's record. */
export function auditQueryOf(search: AuditSearch, withUsed: boolean): AuditQuery {
  const { userId, atFrom, atTo, ...rest } = search
  return {
    ...rest,
    kind: mayLeaveOut(search) && !withUsed ? ['did', 'looked', 'refused'] : rest.kind,
    userId: references(userId),
    atFrom: dayBegins(atFrom),
    atTo: dayEnds(atTo),
  }
}
