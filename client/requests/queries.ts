import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'

export type PatientRequest = ApiReply<'GET /patient-requests'>['data'][number]

export const requestsQuery = (show: 'open' | 'all') =>
  infiniteQueryOptions({
    queryKey: ['patient-requests', show],
    queryFn: ({ signal, pageParam }) =>
      call('GET /patient-requests', { query: { limit: 40, cursor: pageParam, ...(show === 'open' ? { state: ['open'] } : {}) }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    select: ({ pages }) => pages.flatMap(({ data }) => data),
  })

export function useAnswer() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...body }: { id: number; state: 'done' | 'declined'; answer: string }) =>
      call('PUT /patient-requests/:id/decision', { params: { id }, body }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['patient-requests'] }),
  })
}
