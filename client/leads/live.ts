/** Others' changes, row by row: what is in sight is mended, nothing jumps, and long lists are not read again. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call } from '../lib/api.ts'
import { onEvents } from '../lib/events.ts'
import type { ActivityEvent } from '../lib/invalidation.ts'
import { type Pages, putRows, sortOf } from './cache.ts'
import { boardKey, cardKey, type Lead, type LeadCard, recordKey, tableKey } from './queries.ts'
import type { LeadQuery } from './search.ts'

/** More changed rows than this are an import or the like: the lists are read again. */
const mostRows = 100

export function useLive() {
  const queries = useQueryClient()
  useEffect(() => onEvents((events) => void follow(queries, events)), [queries])
}

export async function follow(queries: QueryClient, events: readonly ActivityEvent[]) {
  const idsOf = (kind: string) => [...new Set(events.filter(({ entityType }) => entityType === kind).map(({ entityId }) => entityId))]
  const [leads, tasks, visits] = [idsOf('lead'), idsOf('task'), idsOf('appointment')]
  for (const id of leads) {
    void queries.invalidateQueries({ queryKey: recordKey(id) })
    void queries.invalidateQueries({ queryKey: [cardKey, id] })
  }
  if (tasks.length + visits.length > 0) refreshOpenParts(queries)
  const wide = events.some(({ entityType }) => entityType === 'import' || entityType === 'bulk_job') || leads.length > mostRows
  if (wide) return readListsAgain(queries)
  const touched = boardShown(queries) ? await leadsOf(tasks, visits) : []
  await refreshRows(queries, [...new Set([...leads, ...touched])])
}

/** Mends each list on screen; those out of sight are read again when they come back. */
export async function refreshRows(queries: QueryClient, ids: readonly number[]) {
  if (ids.length === 0) return
  const some = ids.slice(0, mostRows)
  for (const list of queries.getQueryCache().findAll({ queryKey: [tableKey] })) {
    const [, query] = list.queryKey
    if (!list.isActive() || !isQuery(query)) continue
    const { data } = await call('GET /leads', { query: { ...query, id: [...some], limit: 200 } })
    queries.setQueryData<Pages<Lead>>(list.queryKey, (pages) => pages && putRows(pages, { ids: some, fresh: data, sort: sortOf(query) }))
  }
  await refreshBoard(queries, some)
  forgetOutOfSight(queries)
}

/** All columns of a board have the same filters: one request serves the five of them. */
async function refreshBoard(queries: QueryClient, ids: readonly number[]) {
  const columns = queries.getQueryCache().findAll({ queryKey: [boardKey], type: 'active' })
  const query = columns[0]?.queryKey[1]
  if (!isQuery(query)) return
  const { data } = await call('GET /leads/board', { query: { ...query, id: [...ids], limit: 200 } })
  for (const { queryKey } of columns) {
    const fresh = data.filter(({ status }) => status === queryKey[2])
    queries.setQueryData<Pages<LeadCard>>(queryKey, (pages) => pages && putRows(pages, { ids, fresh, sort: sortOf(query) }))
  }
}

/** A task's event names the task; its lead is looked up. */
async function leadsOf(tasks: readonly number[], visits: readonly number[]): Promise<number[]> {
  const some = (ids: readonly number[]) => ids.slice(0, mostRows)
  const found = await Promise.all([
    tasks.length > 0 ? call('GET /tasks', { query: { id: some(tasks), limit: 200 } }) : undefined,
    visits.length > 0 ? call('GET /appointments', { query: { id: some(visits), limit: 200 } }) : undefined,
  ])
  return found.flatMap((page) => page?.data.map(({ leadId }) => leadId) ?? []).filter((id) => id !== null)
}

function refreshOpenParts(queries: QueryClient) {
  const parts = new Set<unknown>(['tasks', 'visits', 'timeline', 'way'])
  void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'lead-record' && parts.has(queryKey[2]) })
}

async function readListsAgain(queries: QueryClient) {
  await queries.invalidateQueries({ predicate: ({ queryKey }) => [tableKey, boardKey, cardKey].some((key) => key === queryKey[0]) })
}

function forgetOutOfSight(queries: QueryClient) {
  for (const key of [tableKey, boardKey]) queries.removeQueries({ queryKey: [key], type: 'inactive' })
}

const boardShown = (queries: QueryClient) => queries.getQueryCache().findAll({ queryKey: [boardKey], type: 'active' }).length > 0

const isQuery = (value: unknown): value is LeadQuery => typeof value === 'object' && value !== null
