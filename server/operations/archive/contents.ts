/** What an archive's rows speak of, so that a search knows which files to open. */
import { type AccessLine, type ActivityLine, type NamedRecord, recordsOfAccess } from '../../activity/lines.ts'
import type { Trail, TrailRow } from '../seals/trails.ts'

export interface Contents {
  fromAt: string
  toAt: string
  userIds: number[]
  actions: string[]
  /** Ids by kind of record. */
  records: Map<string, Set<number>>
}

export function contentsOf(trail: Trail, rows: readonly TrailRow[]): Contents {
  const found: Contents = { fromAt: '9', toAt: '', userIds: [], actions: [], records: new Map() }
  const userIds = new Set<number>()
  const actions = new Set<string>()
  for (const { line } of rows) {
    const row: ActivityLine | AccessLine = JSON.parse(line)
    const [, at, userId] = row
    if (at < found.fromAt) found.fromAt = at
    if (at > found.toAt) found.toAt = at
    if (userId !== null) userIds.add(userId)
    for (const { entityType, entityId } of recordsOf(trail, row)) noteRecord(found.records, entityType, entityId)
    if (trail === 'activity') actions.add(String(row[5]))
  }
  return { ...found, userIds: [...userIds], actions: [...actions] }
}

function recordsOf(trail: Trail, row: ActivityLine | AccessLine): NamedRecord[] {
  if (trail === 'access') return recordsOfAccess(row as AccessLine)
  const [, , , entityType, entityId] = row as ActivityLine
  return [{ entityType, entityId }]
}

function noteRecord(records: Map<string, Set<number>>, kind: string, id: number): void {
  const known = records.get(kind)
  if (known) known.add(id)
  else records.set(kind, new Set([id]))
}
