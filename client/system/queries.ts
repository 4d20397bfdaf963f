import { queryOptions } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'

export type Health = ApiReply<'GET /system'>

const lookEveryMs = 30_000

export const healthQuery = queryOptions({
  queryKey: ['system', 'health'],
  queryFn: ({ signal }) => call('GET /system', { signal }),
  refetchInterval: lookEveryMs,
})
