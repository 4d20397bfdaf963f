/**
 * Mends loaded pages of leads row by row: a change is shown at once, a fresh row takes the place of the old one, and
 * nothing that is in sight jumps.
 */
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { LeadStatus } from '#shared/values'
import { boardKey, type Lead, type LeadCard, recordKey, tableKey } from './queries.ts'
import type { LeadQuery } from './search.ts'
import { sortsBefore } from './sorting.ts'

export type LeadChanges = Partial<Lead>
type Page<Row> = { data: Row[]; nextCursor: string | null }
export type Pages<Row> = InfiniteData<Page<Row>, string | undefined>
type Kept = { row: Lead; etag: string | undefined }

/** Changes on their way to the server: fresh rows that arrive meanwhile do not flicker back. */
const onTheWay = new Map<number, LeadChanges>()

export function holdChange(id: number, changes: LeadChanges): () => void {
  onTheWay.set(id, { ...onTheWay.get(id), ...changes })
  return () => {
    const others = Object.entries(onTheWay.get(id) ?? {}).filter(([name]) => !(name in changes))
    if (others.length > 0) onTheWay.set(id, Object.fromEntries(others))
    else onTheWay.delete(id)
  }
}

/** Shows a change in every list and on the open record. */
export function showChange(queries: QueryClient, id: number, changes: LeadChanges) {
  queries.setQueriesData<Pages<Lead>>({ queryKey: [tableKey] }, (pages) => changeRow(pages, id, changes))
  queries.setQueryData<Kept>([...recordKey(id), 'lead'], (kept) => kept && { ...kept, row: { ...kept.row, ...changes } })
  if (changes.status === undefined) {
    queries.setQueriesData<Pages<LeadCard>>({ queryKey: [boardKey] }, (pages) => changeRow(pages, id, changes))
    return
  }
  moveCard(queries, id, { ...changes, status: changes.status })
}

/** The row as the server has it now. */
export function showRow(queries: QueryClient, row: Lead, etag: string | undefined) {
  queries.setQueryData<Kept>([...recordKey(row.id), 'lead'], { row, etag })
  showChange(queries, row.id, row)
}

/** Takes a lead out of every list. */
export function dropRow(queries: QueryClient, id: number) {
  queries.setQueriesData<Pages<Lead>>({ queryKey: [tableKey] }, (pages) => pages && putRows(pages, { ids: [id], fresh: [] }))
  queries.setQueriesData<Pages<LeadCard>>({ queryKey: [boardKey] }, (pages) => pages && putRows(pages, { ids: [id], fresh: [] }))
}

type Fresh<Row> = {
  /** Leads that changed. */
  ids: readonly number[]
  /** Those of them that belong to this list. */
  fresh: readonly Row[]
  sort?: string
}

/** Changed rows in their old places, new ones where the sort puts them, the rest of `ids` gone. */
export function putRows<Row extends Lead | LeadCard>(pages: Pages<Row>, { ids, fresh, sort }: Fresh<Row>): Pages<Row> {
  const known = new Map(fresh.map((row) => [row.id, { ...row, ...onTheWay.get(row.id) }]))
  const kept = pages.pages.map((page) => ({
    ...page,
    data: page.data.flatMap((row) => {
      const newer = known.get(row.id)
      if (newer) known.delete(row.id)
      return newer ? [newer] : ids.includes(row.id) ? [] : [row]
    }),
  }))
  return [...known.values()].reduce((now, row) => insertRow(now, row, sort), { ...pages, pages: kept })
}

function insertRow<Row extends Lead | LeadCard>(pages: Pages<Row>, row: Row, sort: string | undefined): Pages<Row> {
  for (const [at, page] of pages.pages.entries()) {
    const before = page.data.findIndex((each) => sortsBefore(row, each, sort))
    if (before >= 0) return withPage(pages, at, { ...page, data: page.data.toSpliced(before, 0, row) })
  }
  const last = pages.pages.at(-1)
  // Beyond what is loaded it will come with its page.
  if (!last || last.nextCursor !== null) return pages
  return withPage(pages, pages.pages.length - 1, { ...last, data: [...last.data, row] })
}

const withPage = <Row>(pages: Pages<Row>, at: number, page: Page<Row>): Pages<Row> => ({
  ...pages,
  pages: pages.pages.with(at, page),
})

function changeRow<Row extends { id: number }>(pages: Pages<Row> | undefined, id: number, changes: object) {
  if (!pages?.pages.some(({ data }) => data.some((row) => row.id === id))) return pages
  const change = (row: Row) => (row.id === id ? { ...row, ...changes } : row)
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, data: page.data.map(change) })) }
}

/** A card leaves its column and stands in the other one at once. */
function moveCard(queries: QueryClient, id: number, changes: LeadChanges & { status: LeadStatus }) {
  const columns = queries.getQueriesData<Pages<LeadCard>>({ queryKey: [boardKey] })
  const card = columns.flatMap(([, pages]) => pages?.pages.flatMap(({ data }) => data) ?? []).find((each) => each.id === id)
  if (!card) return
  const now = new Date().toISOString()
  const moved = card.status === changes.status ? card : { ...card, stageEnteredAt: now, updatedAt: now, byHand: null }
  const fresh = { ...moved, ...cardChanges(changes) }
  for (const [key, pages] of columns) {
    if (!pages) continue
    const [, query, status] = key
    queries.setQueryData<Pages<LeadCard>>(
      key,
      putRows(pages, { ids: [id], fresh: status === changes.status ? [fresh] : [], sort: sortOf(query) }),
    )
  }
}

const cardFields = ['firstName', 'lastName', 'status', 'leadReadiness', 'ownerId', 'updatedAt'] as const

const cardChanges = (changes: LeadChanges): Partial<LeadCard> =>
  Object.fromEntries(cardFields.flatMap((name) => (changes[name] === undefined ? [] : [[name, changes[name]]])))

const isQuery = (value: unknown): value is LeadQuery => typeof value === 'object' && value !== null

export const sortOf = (query: unknown) => (isQuery(query) ? query.sort : undefined)
