/** What my day reads; keys begin with the rooms whose events make them stale. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { addDays, startOfDay } from '#shared/clock'
import { call } from '../lib/api.ts'

export type Visit = ApiReply<'GET /calendar'>['data'][number]
export type Panel = ApiReply<'GET /my-day/panel'>
export type QueuedLead = ApiReply<'GET /my-day/queue'>['data'][number]

export const panelQuery = queryOptions({
  queryKey: ['leads', 'my-day', 'panel'],
  queryFn: ({ signal }) => call('GET /my-day/panel', { signal }),
})

export const queueQuery = queryOptions({
  queryKey: ['leads', 'my-day', 'queue'],
  queryFn: async ({ signal }) => (await call('GET /my-day/queue', { query: { limit: 6 }, signal })).data,
})

const rangeOf = (day: string, zone: string) => ({
  from: new Date(startOfDay(zone, day)).toISOString(),
  to: new Date(startOfDay(zone, addDays(day, 1))).toISOString(),
})

export const dayVisitsQuery = (userId: number, day: string, zone: string) =>
  queryOptions({
    queryKey: ['appointments', 'my-day', day, userId],
    queryFn: async ({ signal }) => (await call('GET /calendar', { query: { ...rangeOf(day, zone), userId: [userId] }, signal })).data,
    placeholderData: keepPreviousData,
  })

export const workHoursQuery = (userId: number, day: string, zone: string) =>
  queryOptions({
    queryKey: ['appointments', 'my-day', 'hours', day, userId],
    queryFn: async ({ signal }) =>
      (await call('GET /availability', { query: { ...rangeOf(day, zone), userId: [userId] }, signal })).data[0]?.available ?? [],
  })
