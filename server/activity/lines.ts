/** Rows of the trails as they stand in archives, and how those are asked for. Written by guards/410-audit.sql. */

export type ActivityLine = [
  id: number,
  at: string,
  userId: number | null,
  entityType: string,
  entityId: number,
  action: string,
  details: string | null,
]
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
export interface Lines {
  activity: ActivityLine
  access: AccessLine
}

export interface NamedRecord {
  entityType: string
  entityId: number
}

/** What is wanted of an archived trail; everything narrows which files are opened. */
export interface ArchivedAsk<Trail extends keyof Lines> {
  trail: Trail
  /** Of these records alone. */
  records?: readonly NamedRecord[] | undefined
  ids?: readonly number[] | undefined
  userIds?: readonly number[] | undefined
  actions?: readonly string[] | undefined
  from?: Date | undefined
  to?: Date | undefined
  /** Depends on the other parts and on the request alone. */
  matches(line: Lines[Trail]): boolean
}

export interface ArchivedPage {
  /** Newest first, by time or by number. */
  order: 'at' | 'id'
  limit: number
  /** The last entry that was shown; of the same time, only lower numbers follow. */
  after?: { at: string; id: number } | undefined
}

/** A time as PostgreSQL writes it, or as archives have it, in one spelling that sorts. */
export function sortable(at: string): string {
  const [whole = '', fraction = ''] = at.replace(' ', 'T').split('.')
  return `${whole}.${fraction.padEnd(6, '0')}`
}

/** The kinds and numbers a line speaks of. */
export function recordsOfAccess([, , , kind, ids, kinds]: AccessLine): NamedRecord[] {
  return ids.flatMap((entityId, at) => {
    const entityType = kind ?? kinds?.[at]
    return entityType === undefined ? [] : [{ entityType, entityId }]
  })
}
