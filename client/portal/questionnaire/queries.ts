import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import type { Answers } from '#shared/questionnaires'
import { call } from '../../lib/api.ts'

export type Own = ApiReply<'GET /portal/questionnaire'>

export const ownQuery = queryOptions({
  queryKey: ['questionnaire'],
  queryFn: ({ signal }) => call('GET /portal/questionnaire', { signal }),
  // Another device may have written since: a page that opens asks anew.
  staleTime: 0,
  gcTime: 0,
  refetchOnMount: 'always',
  refetchOnReconnect: false,
})

export const loadOwn = async () => {
  const { answers, revision } = await call('GET /portal/questionnaire')
  return { answers, revision }
}
export const sendAnswers = (revision: number, answers: Record<string, unknown>, leaving: boolean) =>
  call('PUT /portal/questionnaire', { body: { revision, answers: answers as Answers }, ...(leaving ? { keepalive: true } : {}) })

/** Each answers with the questionnaire as it then stands. */
export function useStep(key: 'POST /portal/questionnaire/edition' | 'DELETE /portal/questionnaire/edition') {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call(key),
    onSuccess: (own) => {
      queries.setQueryData(ownQuery.queryKey, own)
      void queries.invalidateQueries({ queryKey: ['journey'] })
    },
  })
}

export function useCompletion() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (revision: number) => call('POST /portal/questionnaire/completion', { body: { revision } }),
    onSuccess: (own) => {
      queries.setQueryData(ownQuery.queryKey, own)
      void queries.invalidateQueries({ queryKey: ['journey'] })
    },
  })
}
