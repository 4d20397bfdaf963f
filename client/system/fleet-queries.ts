import { queryOptions } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'

export type Fleet = ApiReply<'GET /system/fleet'>
export type SlowQuery = ApiReply<'GET /system/slow-queries'>['data'][number]
export type SlowSort = '-totalMs' | '-meanMs' | '-calls'

const lookEveryMs = 30_000

export const fleetQuery = queryOptions({
  queryKey: ['system', 'fleet'],
  queryFn: ({ signal }) => call('GET /system/fleet', { signal }),
  refetchInterval: lookEveryMs,
})

export const slowQueriesQuery = (sort: SlowSort) =>
  queryOptions({
    queryKey: ['system', 'slow-queries', sort],
    queryFn: ({ signal }) => call('GET /system/slow-queries', { query: { sort }, signal }),
    refetchInterval: lookEveryMs,
    placeholderData: (before) => before,
  })

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ['system', 'plan', id],
    queryFn: ({ signal }) => call('GET /system/slow-queries/:id/plan', { params: { id }, signal }),
  })
