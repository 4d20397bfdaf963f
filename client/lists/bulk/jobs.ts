/** Bulk jobs: begun, followed, taken back. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiInput, ApiReply } from '#shared/api'
import { call } from '../../lib/api.ts'
import { t } from '../../lib/messages.ts'
import { explainShortly } from '../../lib/problem-words.ts'
import { toast } from '../../ui/toast.ts'
import { useRunningJob } from './running-job.ts'

export type BulkJob = ApiReply<'GET /bulk-jobs'>['data'][number]
export type BulkJobDetail = ApiReply<'GET /bulk-jobs/:id'>
export type NewBulkJob = ApiInput<'POST /bulk-jobs'>['body']

export const isUnderWay = ({ state }: Pick<BulkJob, 'state'>) => state === 'waiting' || state === 'running' || state === 'undoing'

const lookEveryMs = 700

/** Asked again and again while it is at work. */
export const jobQuery = (id: number) =>
  queryOptions({
    queryKey: ['bulk-jobs', 'one', id],
    queryFn: ({ signal }) => call('GET /bulk-jobs/:id', { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? lookEveryMs : false),
    staleTime: 0,
  })

const firstPage: string | undefined = undefined

export const jobsQuery = infiniteQueryOptions({
  queryKey: ['bulk-jobs', 'list'],
  queryFn: ({ pageParam, signal }) => call('GET /bulk-jobs', { query: { limit: 50, cursor: pageParam }, signal }),
  initialPageParam: firstPage,
  getNextPageParam: ({ nextCursor }: { nextCursor: string | null }) => nextCursor ?? undefined,
  refetchInterval: ({ state }) => (state.data?.pages[0]?.data.some(isUnderWay) ? 2 * lookEveryMs : false),
})

/** How many of them need a reason; asked anew for each change that is thought of. */
export const outlookQuery = (job: NewBulkJob) =>
  queryOptions({
    queryKey: ['bulk-jobs', 'outlook', job],
    queryFn: ({ signal }) => call('POST /bulk-jobs/outlook', { body: job, signal }),
    staleTime: 0,
    gcTime: 0,
  })

export function useBeginBulk() {
  const queries = useQueryClient()
  const [, follow] = useRunningJob()
  return useMutation({
    mutationFn: (body: NewBulkJob) => call('POST /bulk-jobs', { body }),
    onSuccess: ({ id }) => {
      follow(id)
      return queries.invalidateQueries({ queryKey: ['bulk-jobs'] })
    },
  })
}

export function useUndoBulk(): (id: number) => Promise<void> {
  const queries = useQueryClient()
  const [, follow] = useRunningJob()
  return async (id) => {
    try {
      await call('DELETE /bulk-jobs/:id', { params: { id } })
      follow(id)
    } catch (error) {
      toast({ text: t('bulk.refusedUndo', { why: explainShortly(error) }), refused: true })
    }
    await queries.invalidateQueries({ queryKey: ['bulk-jobs'] })
  }
}
