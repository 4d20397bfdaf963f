/** What the calendar reads. Keys begin with `appointments`, so that an event of any visit reads them again. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'

export type Visit = ApiReply<'GET /calendar'>['data'][number]
export type FreeTime = ApiReply<'GET /availability'>
export type Range = { from: string; to: string }

export const visitsKey = ['appointments', 'calendar'] as const

export const visitsQuery = (range: Range) =>
  queryOptions({
    queryKey: [...visitsKey, range],
    queryFn: ({ signal }) => call('GET /calendar', { query: range, signal }),
    placeholderData: keepPreviousData,
  })

export const freeTimeQuery = (range: Range, userIds: readonly number[]) =>
  queryOptions({
    queryKey: ['appointments', 'free-time', range, userIds],
    queryFn: ({ signal }) => call('GET /availability', { query: { ...range, userId: [...userIds] }, signal }),
    enabled: userIds.length > 0,
    placeholderData: keepPreviousData,
  })

/** A visit that the days on screen do not hold: only to find its day. */
export const appointmentQuery = (id: number) =>
  queryOptions({
    queryKey: ['appointments', 'one', id],
    queryFn: ({ signal }) => call('GET /appointments/:id', { params: { id }, signal }),
  })
