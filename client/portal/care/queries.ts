/** What the pages about one's own care read and do. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from '../../lib/api.ts'

export type Step = ApiReply<'GET /portal/journey'>['steps'][number]
export type PatientTask = ApiReply<'GET /portal/tasks'>['data'][number]
export type Look = ApiReply<'GET /portal/looks'>['data'][number]

export const journeyQuery = queryOptions({
  queryKey: ['journey'],
  queryFn: ({ signal }) => call('GET /portal/journey', { signal }),
})

export const tasksQuery = queryOptions({
  queryKey: ['tasks'],
  queryFn: async ({ signal }) => (await call('GET /portal/tasks', { signal })).data,
})

/** Shows at once; a refusal takes it back by asking again. */
export function useTaskDone() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ id, done }: { id: number; done: boolean }) =>
      call(done ? 'PUT /portal/tasks/:id/done' : 'DELETE /portal/tasks/:id/done', { params: { id } }),
    onMutate: ({ id, done }) =>
      queries.setQueryData(tasksQuery.queryKey, (tasks) =>
        tasks?.map((task) => (task.id === id ? { ...task, doneAt: done ? new Date().toISOString() : null } : task)),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: tasksQuery.queryKey }),
  })
}

export const looksQuery = infiniteQueryOptions({
  queryKey: ['looks'],
  queryFn: ({ signal, pageParam }) => call('GET /portal/looks', { query: { limit: 50, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  select: ({ pages }) => pages.flatMap(({ data }) => data),
})

export const requestsQuery = queryOptions({
  queryKey: ['requests'],
  queryFn: async ({ signal }) => (await call('GET /portal/requests', { signal })).data,
})

export function useRequest() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: { kind: 'correction' | 'erasure'; body: string }) => call('POST /portal/requests', { body }),
    onSettled: () => queries.invalidateQueries({ queryKey: requestsQuery.queryKey }),
  })
}
