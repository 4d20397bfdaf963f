/** Which of two values a merged record keeps, field by field, before anybody chooses. */
import { contactStages, leadStatuses } from '#shared/values'

export type Side = 'kept' | 'merged' | 'both'
export type Row = Readonly<Record<string, unknown>>
export type MergeKind = 'lead' | 'contact'

const person = ['firstName', 'lastName', 'email', 'phone'] as const
export const mergeFields = {
  lead: [...person, 'status', 'leadReadiness', 'leadSource', 'leadType', 'leadOutcome', 'ownerId', 'healthCoachBookedWith', 'notes'],
  contact: [...person, 'stage', 'healthCoachId', 'notes'],
} as const

export const differs = (kept: Row, merged: Row, name: string) => (kept[name] ?? null) !== (merged[name] ?? null)

/** The fuller one; of two full ones both notes, the further status, and otherwise what changed last. */
export function usualSides(kind: MergeKind, kept: Row, merged: Row): Record<string, Side> {
  return Object.fromEntries(
    mergeFields[kind].filter((name) => differs(kept, merged, name)).map((name) => [name, usualSide(name, kept, merged)]),
  )
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === '' || value === 'None'

function usualSide(name: string, kept: Row, merged: Row): Side {
  if (isEmpty(merged[name])) return 'kept'
  if (isEmpty(kept[name])) return 'merged'
  if (name === 'notes') return 'both'
  const order: readonly unknown[] | undefined = name === 'status' ? leadStatuses : name === 'stage' ? contactStages : undefined
  if (order) return order.indexOf(merged[name]) > order.indexOf(kept[name]) ? 'merged' : 'kept'
  return String(merged.updatedAt ?? '') > String(kept.updatedAt ?? '') ? 'merged' : 'kept'
}
