/** What the patient has signed. */
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

export const signaturesQuery = queryOptions({
  queryKey: ['signature', 'all'],
  queryFn: async ({ signal }) => (await call('GET /portal/signatures', { signal })).data,
})
