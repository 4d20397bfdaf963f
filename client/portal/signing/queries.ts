import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiInput, ApiReply } from '#shared/api'
import { call } from '../../lib/api.ts'

export type ToSign = ApiReply<'GET /portal/signature'>
export type Waiting = NonNullable<ToSign['response']>
export type Signed = NonNullable<ToSign['signature']>
export type NewSignature = ApiInput<'POST /portal/signatures'>['body']

export const toSignQuery = queryOptions({
  queryKey: ['signature', 'waiting'],
  queryFn: ({ signal }) => call('GET /portal/signature', { signal }),
})

/**
 * What was answered is shown at once, so that a lost second request cannot leave the form standing over a signature that is
 * given. It changes what is to be done next, so all that was known is read again.
 */
export function useSign() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: NewSignature) => call('POST /portal/signatures', { body }),
    onSuccess: (signature) => {
      queries.setQueryData(toSignQuery.queryKey, (known) => known && { ...known, response: null, signature })
      return queries.invalidateQueries()
    },
  })
}

export const certificateAddress = (id: string, ending: 'pdf' | 'json') => `/api/v1/portal/signatures/${id}/certificate.${ending}`
