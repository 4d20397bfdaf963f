/** What the page of messages reads and does. */
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from '../../lib/api.ts'

export type OwnMessage = ApiReply<'GET /portal/messages'>['data'][number]

/** Looked at again every so often while it is open: an answer shows by itself. */
const everyMs = 15_000

export const talkQuery = infiniteQueryOptions({
  queryKey: ['talk'],
  queryFn: ({ signal, pageParam }) => call('GET /portal/messages', { query: { limit: 30, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  refetchInterval: everyMs,
})

export function useSend() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { body: string; fileIds: string[] }) => call('POST /portal/messages', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: talkQuery.queryKey }),
  })
}

export function useReading() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call('PUT /portal/messages/reading'),
    onSuccess: () => queries.invalidateQueries({ queryKey: talkQuery.queryKey }),
  })
}
