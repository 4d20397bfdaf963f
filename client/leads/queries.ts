/**
 * What the leads room reads. Long lists and open records have keys of their own: a change of one lead mends them row by
 * row (`live.ts`), since reading a list of a thousand loaded rows again for each event would cost more than it tells.
 */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import type { LeadStatus } from '#shared/values'
import { call, callForRow } from '../lib/api.ts'
import type { LeadFilterQuery, LeadQuery } from './search.ts'

export type Lead = ApiReply<'GET /leads/:id'>
export type LeadCard = ApiReply<'GET /leads/board'>['data'][number]
export type StagePassage = ApiReply<'GET /leads/:id/stages'>['data'][number]
export type TimelineEntry = ApiReply<'GET /leads/:id/timeline'>['data'][number]
export type Duplicate = ApiReply<'GET /leads/duplicates'>['data'][number]
export type Task = ApiReply<'GET /tasks'>['data'][number]
export type Visit = ApiReply<'GET /appointments'>['data'][number]

export const tableKey = 'lead-table'
export const boardKey = 'lead-board'
export const recordKey = (id: number) => ['lead-record', id] as const

const firstPage: string | undefined = undefined
const next = ({ nextCursor }: { nextCursor: string | null }) => nextCursor ?? undefined

export const tableQuery = (query: LeadQuery) =>
  infiniteQueryOptions({
    queryKey: [tableKey, query],
    queryFn: ({ pageParam, signal }) => call('GET /leads', { query: { ...query, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: next,
    placeholderData: keepPreviousData,
  })

export const boardQuery = (query: LeadQuery, status: LeadStatus) =>
  infiniteQueryOptions({
    queryKey: [boardKey, query, status],
    queryFn: ({ pageParam, signal }) =>
      call('GET /leads/board', { query: { ...query, status: [status], limit: 50, cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: next,
    placeholderData: keepPreviousData,
  })

export const facetsQuery = (query: LeadFilterQuery) =>
  queryOptions({
    queryKey: ['leads', 'facets', query],
    queryFn: ({ signal }) => call('GET /leads/facets', { query, signal }),
    placeholderData: keepPreviousData,
  })

/** The row with its ETag. */
export const leadQuery = (id: number) =>
  queryOptions({
    queryKey: [...recordKey(id), 'lead'],
    queryFn: ({ signal }) => callForRow('GET /leads/:id', { params: { id }, signal }),
  })

export const stagesQuery = (id: number) =>
  queryOptions({
    queryKey: [...recordKey(id), 'stages'],
    queryFn: async ({ signal }) => (await call('GET /leads/:id/stages', { params: { id }, signal })).data,
  })

export const timelineQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: [...recordKey(id), 'timeline'],
    queryFn: ({ pageParam, signal }) =>
      call('GET /leads/:id/timeline', { params: { id }, query: { limit: 20, cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: next,
  })

export const leadTasksQuery = (id: number) =>
  queryOptions({
    queryKey: [...recordKey(id), 'tasks'],
    queryFn: async ({ signal }) => (await call('GET /tasks', { query: { leadId: [id], limit: 200 }, signal })).data,
  })

export const leadVisitsQuery = (id: number) =>
  queryOptions({
    queryKey: [...recordKey(id), 'visits'],
    queryFn: async ({ signal }) => (await call('GET /appointments', { query: { leadId: [id], limit: 200 }, signal })).data,
  })

/** The patient this lead became, if it did. */
export const patientQuery = (leadId: number) =>
  queryOptions({
    queryKey: [...recordKey(leadId), 'patient'],
    queryFn: async ({ signal }) => {
      const { data } = await call('GET /contacts', { query: { leadId: [leadId], limit: 1 }, signal })
      return data[0] ?? null
    },
  })

export const duplicatesQuery = (id: number) =>
  queryOptions({
    queryKey: [...recordKey(id), 'duplicates'],
    queryFn: async ({ signal }) => (await call('GET /leads/:id/duplicates', { params: { id }, signal })).data,
  })

export type PersonLike = { email?: string; phone?: string; firstName?: string; lastName?: string }

/** Who a new lead would repeat. */
export const likeQuery = (person: PersonLike) =>
  queryOptions({
    queryKey: ['leads', 'duplicates', person],
    queryFn: async ({ signal }) => (await call('GET /leads/duplicates', { query: person, signal })).data,
    placeholderData: keepPreviousData,
  })

/** Admins alone may ask. */
export const restrictionQuery = (id: number) =>
  queryOptions({
    queryKey: [...recordKey(id), 'restriction'],
    queryFn: ({ signal }) => call('GET /leads/:id/restriction', { params: { id }, signal }),
  })
