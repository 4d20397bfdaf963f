/** A view is the search part of a page's address, without what says which record is open or which view it is. */
import { parseSearch, stringifySearch } from '../../lib/search-text.ts'

const passing = new Set(['saved', 'lead', 'patient', 'task'])

/** The same text for the same filters, in whatever order they came. */
export function viewText(search: Readonly<Record<string, unknown>>): string {
  const kept = Object.entries(search).filter(([name]) => !passing.has(name))
  const sorted = kept.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return stringifySearch(Object.fromEntries(sorted)).slice(1)
}

export const sameView = (search: Readonly<Record<string, unknown>>, saved: string) => viewText(search) === viewText(parseSearch(saved))

/** The address's search that shows a saved view. */
export const searchOfView = ({ id, search }: { id: number; search: string }): Record<string, unknown> => ({
  ...parseSearch(search),
  saved: String(id),
})
