/**
 * What the leads room reads. Long lists and open records have keys of their own: a change of one lead mends them row by
 * row (`live.ts`), since reading a list of a thousand loaded rows again for each event would cost more than it tells.
 */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ApiInput, ApiReply } from '#shared/api'
import type { LeadStatus } from '#shared/values'
import { call, callForRow } from '../lib/api.ts'
import { recordKey as recordKeyOf } from '../records/record.ts'
import type { LeadFilterQuery, LeadQuery } from './search.ts'

export type Lead = ApiReply<'GET /leads/:id'>
export type LeadCard = ApiReply<'GET /leads/board'>['data'][number]
/** As a list or the open record showed it before it was edited. */
export type SeenLead = Lead | LeadCard
export type LeadEdit = ApiInput<'PATCH /leads/:id'>['body']

export const tableKey = 'lead-table'
export const boardKey = 'lead-board'
export const cardKey = 'lead-card'
export const leadRef = (id: number) => ({ kind: 'lead', id }) as const
export const recordKey = (id: number) => recordKeyOf(leadRef(id))

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

/** The patient this lead became, if it did. */
export const patientQuery = (leadId: number) =>
  queryOptions({
    queryKey: [...recordKey(leadId), 'patient'],
    queryFn: async ({ signal }) => {
      const { data } = await call('GET /contacts', { query: { leadId: [leadId], limit: 1 }, signal })
      return data[0] ?? null
    },
  })
