/** Merging two records, and parting them again. */
import { infiniteQueryOptions, type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiInput, ApiReply } from '#shared/api'
import { call, callForRow } from '../../lib/api.ts'
import { t } from '../../lib/messages.ts'
import { explainShortly } from '../../lib/problem-words.ts'
import { toast } from '../../ui/toast.ts'
import type { MergeKind } from './fields.ts'

export type Merge = ApiReply<'GET /merges'>['data'][number]
export type LikelyPair = ApiReply<'GET /duplicates'>['data'][number]
export type NewMerge = ApiInput<'POST /merges'>['body']

/** Both records as they stand, with the versions one chooses by. */
export const bothQuery = (kind: MergeKind, ids: readonly [number, number]) =>
  queryOptions({
    queryKey: ['merges', 'both', kind, ...ids],
    queryFn: async ({ signal }) => {
      const one = (id: number) =>
        kind === 'lead'
          ? callForRow('GET /leads/:id', { params: { id }, signal })
          : callForRow('GET /contacts/:id', { params: { id }, signal })
      const [first, second] = await Promise.all([one(ids[0]), one(ids[1])])
      return [first, second] as const
    },
    staleTime: 0,
    gcTime: 0,
  })

const firstPage: string | undefined = undefined
const next = ({ nextCursor }: { nextCursor: string | null }) => nextCursor ?? undefined

export const pairsQuery = (entityType: MergeKind) =>
  infiniteQueryOptions({
    queryKey: ['merges', 'pairs', entityType],
    queryFn: ({ pageParam, signal }) => call('GET /duplicates', { query: { entityType, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: next,
  })

export const mergesQuery = (entityType: MergeKind) =>
  queryOptions({
    queryKey: ['merges', 'list', entityType],
    queryFn: async ({ signal }) => (await call('GET /merges', { query: { entityType: [entityType], limit: 20 }, signal })).data,
  })

export function useMerge(onMerged: (keptId: number) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: NewMerge) => call('POST /merges', { body }),
    onSuccess: (merge) => {
      toast({ text: t('merges.done'), undo: () => void part(queries, merge) })
      onMerged(merge.keptId)
      return queries.invalidateQueries()
    },
  })
}

export function usePart(): (merge: Merge) => Promise<void> {
  const queries = useQueryClient()
  return (merge) => part(queries, merge)
}

async function part(queries: QueryClient, { id }: Merge) {
  try {
    await call('DELETE /merges/:id', { params: { id } })
    toast({ text: t('merges.parted') })
  } catch (error) {
    toast({ text: t('merges.refused', { why: explainShortly(error) }), refused: true })
  }
  await queries.invalidateQueries()
}
