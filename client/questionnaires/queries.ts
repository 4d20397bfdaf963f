import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import type { Definition } from '#shared/questionnaires'
import { call, callForRow } from '../lib/api.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { toast } from '../ui/toast.ts'

export type ListedVersion = ApiReply<'GET /questionnaires'>['data'][number]
export type Version = ApiReply<'GET /questionnaires/:id'>

const key = ['questionnaires'] as const

export const versionsQuery = queryOptions({
  queryKey: key,
  queryFn: async ({ signal }) => (await call('GET /questionnaires', { signal })).data,
})
export const versionQuery = (id: number) =>
  queryOptions({
    queryKey: [...key, id],
    queryFn: ({ signal }) => callForRow('GET /questionnaires/:id', { params: { id }, signal }),
  })

/** A change of versions: the list is read anew, a refusal is said. */
export function useChange<Given, Answer>(change: (given: Given) => Promise<Answer>, saysItself = false) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
    onError: (error) => {
      if (!saysItself) toast({ text: explainShortly(error), refused: true })
    },
  })
}

export const beginDraft = (fromId: number) => call('POST /questionnaires', { body: { fromId } })
export const discardDraft = (id: number) => call('DELETE /questionnaires/:id', { params: { id } })
export const publishDraft = (id: number) => call('POST /questionnaires/:id/publication', { params: { id } })
export const saveDraft = ({ id, definition, ifMatch }: { id: number; definition: Definition; ifMatch: string | undefined }) =>
  call('PUT /questionnaires/:id', { params: { id }, body: { definition }, ifMatch })
