/** The audit trail of what was done: one entry in the transaction of the change. */
import { queue } from '../db/actor.ts'
import type { Tx } from '../db/connection.ts'
import { insertActivities, insertActivity } from './activity-storage.ts'

export type EntityType =
  | 'user'
  | 'lead'
  | 'contact'
  | 'task'
  | 'appointment'
  | 'comment'
  | 'task_series'
  | 'import'
  | 'export'
  | 'token'
  | 'clinic'
  | 'record'
  | 'view'
  | 'bulk_job'
  | 'notification'
  | 'file'

export interface ActivityEntry {
  entityType: EntityType
  entityId: number
  /** A past participle: `created`, `claimed`, `stage_changed`. */
  action: string
  /** Who did it; nothing for the product itself. */
  userId: number | undefined
  details?: ActivityDetails
}
/**
 * `changes` holds old and new values of statuses, stages, dates, owners and other references. Free text and contact
 * data are named in `fields`, never copied.
 */
export interface ActivityDetails {
  changes?: Record<string, [unknown, unknown]>
  fields?: string[]
  [fact: string]: unknown
}

/**
 * Leaves with the change's own statements; if it fails, so does the change. Once that stands, everybody who listens is told,
 * of something else than the trail has if `toldAs` says so.
 */
export function logActivity(db: Tx, entry: ActivityEntry, toldAs = entry.action): void {
  const { entityType, entityId, action, userId = null, details } = entry
  const row = { entityType, entityId, action, userId, details: details ? JSON.stringify(details) : null }
  queue(
    db,
    insertActivity(db, row).then((id) => JSON.stringify({ id, entityType, entityId, action: toldAs, userId })),
  )
}

/** The same for many records at once, by one statement; `tell` says whether everybody who listens is told of each. */
export function logChanges(db: Tx, entries: readonly ActivityEntry[], { tell }: { tell: boolean }): void {
  if (entries.length === 0) return
  const rows = entries.map(({ entityType, entityId, action, userId = null, details }) => ({
    entityType,
    entityId,
    action,
    userId,
    details: details ? JSON.stringify(details) : null,
  }))
  const written = insertActivities(db, rows)
  queue(db, written)
  if (!tell) return
  rows.forEach(({ details: _details, ...row }, at) => {
    queue(
      db,
      written.then((ids) => JSON.stringify({ id: ids[at], ...row })),
    )
  })
}

/** Columns whose values may stand in the trail; of all others the trail has the name alone. */
const traced = new Set([
  'status',
  'stage',
  'leadSource',
  'leadReadiness',
  'leadOutcome',
  'leadType',
  'ownerId',
  'healthCoachBookedWith',
  'healthCoachId',
  'leadId',
  'contactId',
  'assignedToId',
  'userId',
  'priority',
  'dueDate',
  'completedAt',
  'scheduledAt',
  'duration',
  'role',
  'isActive',
])

/** What changed between a row and its new values, as the trail tells it; nothing if nothing did. */
export function changesBetween(before: Record<string, unknown>, changes: Record<string, unknown>): ActivityDetails | undefined {
  const details: Required<Pick<ActivityDetails, 'changes' | 'fields'>> = { changes: {}, fields: [] }
  for (const [name, given] of Object.entries(changes)) {
    if (given === undefined) continue
    const value = given instanceof Date ? given.toISOString() : given
    if (value === before[name]) continue
    if (traced.has(name)) details.changes[name] = [before[name] ?? null, value]
    else details.fields.push(name)
  }
  const changed = Object.keys(details.changes).length
  if (!changed && !details.fields.length) return undefined
  return { ...(changed ? { changes: details.changes } : {}), ...(details.fields.length ? { fields: details.fields } : {}) }
}
