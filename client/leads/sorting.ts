/** The order of the API's lists, for a row that arrives alone. */
import { type LeadStatus, leadStatuses } from '#shared/values'

type Sortable = {
  id: number
  lastName: string
  status: LeadStatus
  updatedAt: string | null
  createdAt?: string | null
  lastContacted?: string | null
}

/** Whether the first stands before the second; without a known value the new one stands on top, where it is seen. */
export function sortsBefore(row: Sortable, other: Sortable, sort = '-updatedAt'): boolean {
  const descending = sort.startsWith('-')
  const name = descending ? sort.slice(1) : sort
  const [a, b] = [sortValue(row, name), sortValue(other, name)]
  if (a === undefined || b === undefined) return true
  // Nulls last, whichever way it is sorted.
  if (a === null || b === null) return a === b ? byId(row, other, descending) : b === null
  if (a === b) return byId(row, other, descending)
  return descending ? a > b : a < b
}

const byId = (row: Sortable, other: Sortable, descending: boolean) => (descending ? row.id > other.id : row.id < other.id)

function sortValue(row: Sortable, name: string): string | number | null | undefined {
  if (name === 'lastName') return row.lastName.toLowerCase()
  if (name === 'status') return leadStatuses.indexOf(row.status)
  if (name === 'createdAt') return row.createdAt
  if (name === 'lastContacted') return row.lastContacted
  return row.updatedAt
}
