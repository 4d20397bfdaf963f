/** A coach's usual week and the days that differ, read and kept. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiInput, ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'
import { t } from '../lib/messages.ts'
import { explainShortly } from '../lib/problem-words.ts'
import { toast } from '../ui/toast.ts'

export type Week = ApiReply<'GET /users/:id/availability'>
export type Rule = Week['rules'][number]
export type Exception = Week['exceptions'][number]
export type NewException = ApiInput<'POST /users/:id/availability/exceptions'>['body']

export const weekQuery = (id: number) =>
  queryOptions({
    queryKey: ['users', 'availability', id],
    queryFn: ({ signal }) => call('GET /users/:id/availability', { params: { id }, signal }),
  })

/** Says that it is kept, or why not; free time is read again. */
function useKeeping<Given>(keep: (given: Given) => Promise<unknown>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: keep,
    onSuccess: () => {
      toast({ text: t('workingTime.saved') })
      void queries.invalidateQueries({ queryKey: ['appointments', 'free-time'] })
      return queries.invalidateQueries({ queryKey: ['users', 'availability'] })
    },
    onError: (error) => toast({ text: explainShortly(error), refused: true }),
  })
}

export const useSetWeek = (id: number) =>
  useKeeping((rules: Rule[]) => call('PUT /users/:id/availability', { params: { id }, body: { rules } }))

export const useAddException = (id: number) =>
  useKeeping((body: NewException) => call('POST /users/:id/availability/exceptions', { params: { id }, body }))

export const useRemoveException = (id: number) =>
  useKeeping((exceptionId: number) => call('DELETE /users/:id/availability/exceptions/:exceptionId', { params: { id, exceptionId } }))
