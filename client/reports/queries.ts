/** Figures, their lists and what sources cost. Figures are worth a minute: nobody watches them by the second. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ApiInput, ApiReply } from '#shared/api'
import type { ReportList } from '#shared/reports'
import { call } from '../lib/api.ts'
import type { PeriodQuery } from './search.ts'

export type Period = ApiReply<'GET /reports/targets'>['period']
export type TargetFigure = ApiReply<'GET /reports/targets'>['data'][number]
export type ReportRow = ApiReply<'GET /reports/:report/rows'>['data'][number]

type Plain = 'targets' | 'funnel' | 'sources' | 'panels' | 'calls' | 'visits' | 'tasks'

export const reportQuery = <Report extends Plain>(report: Report, query: PeriodQuery) =>
  queryOptions({
    queryKey: ['reports', report, query],
    queryFn: ({ signal }) => call(`GET /reports/${report}`, { query, signal } as never) as Promise<ApiReply<`GET /reports/${Report}`>>,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })

export type RowsQuery = NonNullable<ApiInput<'GET /reports/:report/rows'>['query']>

export const rowsQuery = (report: ReportList, query: RowsQuery) =>
  infiniteQueryOptions({
    queryKey: ['reports', 'rows', report, query],
    queryFn: ({ pageParam, signal }) =>
      call('GET /reports/:report/rows', { params: { report }, query: { ...query, limit: 100, cursor: pageParam, count: 'exact' }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })

export type SourceCost = ApiReply<'GET /source-costs'>['data'][number]

export const costsQuery = (year: number) =>
  queryOptions({
    queryKey: ['reports', 'costs', year],
    queryFn: async ({ signal }) => (await call('GET /source-costs', { query: { from: `${year}-01`, to: `${year}-12` }, signal })).data,
  })

export const setCosts = (costs: ApiInput<'PUT /source-costs'>['body']['costs']) => call('PUT /source-costs', { body: { costs } })
