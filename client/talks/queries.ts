import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'

export type TalksPageData = ApiReply<'GET /messages'>
export type Person = TalksPageData['data'][number]

const firstPage: string | undefined = undefined
const next = ({ nextCursor }: { nextCursor: string | null }) => nextCursor ?? undefined

export const talksQuery = (asked: { ownerId: number | undefined; waiting: true | undefined }) =>
  infiniteQueryOptions({
    queryKey: ['messages', asked],
    queryFn: ({ pageParam, signal }) => call('GET /messages', { query: { ...asked, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: next,
    placeholderData: keepPreviousData,
  })
