import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'

export type PatientRequest = ApiReply<'GET /patient-requests'>['data'][number]

export type ExpungementOffer = ApiReply<'GET /leads/:id/expungement'>

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

export const offerQuery = (id: number) =>
  queryOptions({
    queryKey: ['expungement', id],
    queryFn: ({ signal }) => call('GET /leads/:id/expungement', { params: { id }, signal }),
    // Whether a hold covers the person is asked each time.
    gcTime: 0,
  })

/** Of a person who is gone nothing may be shown from memory; who asked is told first, for their form goes along with it. */
export function useExpunge(id: number, onDone: () => void) {
  const queries = useQueryClient()
  const { queryKey } = offerQuery(id)
  return useMutation({
    mutationFn: (body: { reason: string; name: string; tell: boolean }) => call('POST /leads/:id/expungement', { params: { id }, body }),
    onSuccess: () => {
      onDone()
      // Nobody can be asked about them any more.
      return queries.resetQueries({ predicate: (query) => query.queryKey[0] !== queryKey[0] })
    },
  })
}
