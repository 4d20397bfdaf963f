/** What the audit keeps in its address. */
import type { ApiInput } from '#shared/api'
import { idIn, someOf, textIn, textsIn } from '../lib/search-params.ts'

export const auditKinds = ['did', 'looked', 'refused'] as const
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
  const userId = textsIn(raw, 'userId')?.filter((id) => /^(none|[1-9]\d{0,9})$/.test(id))
  return {
    kind: someOf(raw, 'kind', auditKinds),
    userId: userId?.length ? userId : undefined,
    entityType: textIn(raw, 'entityType'),
    entityId: textIn(raw, 'entityType') ? idIn(raw, 'entityId') : undefined,
    action: textsIn(raw, 'action'),
    atFrom: dayIn(raw, 'atFrom'),
    atTo: dayIn(raw, 'atTo'),
  }
}

export type AuditQuery = Omit<NonNullable<ApiInput<'GET /audit'>['query']>, 'limit' | 'cursor'>

/** Days become moments where the person is. */
export function auditQueryOf({ userId, atFrom, atTo, ...rest }: AuditSearch): AuditQuery {
  return {
    ...rest,
    userId: userId?.map((id) => (id === 'none' ? id : Number(id))),
    atFrom: atFrom && new Date(`${atFrom}T00:00:00.000`).toISOString(),
    atTo: atTo && new Date(`${atTo}T23:59:59.999`).toISOString(),
  }
}

function dayIn(raw: Raw, name: string): string | undefined {
  const day = textIn(raw, name)
  return day && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : undefined
}
