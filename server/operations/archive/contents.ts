/** What an archive's rows speak of, so that a search knows which files to open. */
import type { Trail, TrailRow } from '../seals/trails.ts'

export interface Contents {
  fromAt: string
  toAt: string
  userIds: number[]
  actions: string[]
  /** Ids by kind of record. */
  records: Map<string, Set<number>>
}

/** A line of `activity_logs` (guards/410-audit.sql). */
export type ActivityLine = [
  id: number,
  at: string,
  userId: number | null,
  entityType: string,
  entityId: number,
  action: string,
  details: string | null,
]
/** A line of `access_log`. */
export type AccessLine = [
  id: number,
  at: string,
  userId: number | null,
  entityType: string | null,
  entityIds: number[],
  entityTypes: string[] | null,
  route: string,
  status: number,
  via: string,
  address: string | null,
  requestId: string,
]

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
    for (const [kind, id] of recordsOf(trail, row)) noteRecord(found.records, kind, id)
    if (trail === 'activity') actions.add(String(row[5]))
  }
  return { ...found, userIds: [...userIds], actions: [...actions] }
}

export function recordsOf(trail: Trail, row: ActivityLine | AccessLine): [kind: string, id: number][] {
  if (trail === 'activity') {
    const [, , , kind, id] = row as ActivityLine
    return [[kind, id]]
  }
  const [, , , kind, ids, kinds] = row as AccessLine
  return ids.flatMap((id, at): [string, number][] => {
    const own = kind ?? kinds?.[at]
    return own === undefined ? [] : [[own, id]]
  })
}

function noteRecord(records: Map<string, Set<number>>, kind: string, id: number): void {
  const known = records.get(kind)
  if (known) known.add(id)
  else records.set(kind, new Set([id]))
}
