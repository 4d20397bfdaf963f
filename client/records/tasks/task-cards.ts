/** Tasks with whom they are for, wherever they are listed, and what one does to them: shown at once, with the way back. */
import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ApiInput, ApiReply } from '#shared/api'
import { call, callForRow } from '../../lib/api.ts'
import { t } from '../../lib/messages.ts'
import { explainShortly } from '../../lib/problem-words.ts'
import { toast } from '../../ui/toast.ts'
import { keep } from '../page/keep.ts'
import { openStatuses } from './open-tasks.ts'

type Page = ApiReply<'GET /tasks/cards'>
export type TaskCard = Page['data'][number]
export type TaskRow = ApiReply<'GET /tasks/:id'>
export type TaskQuery = NonNullable<ApiInput<'GET /tasks/cards'>['query']>
export type TaskFilterQuery = NonNullable<ApiInput<'GET /tasks/facets'>['query']>
export type NewTask = ApiInput<'POST /tasks'>['body']

const cardsKey = ['tasks', 'cards'] as const
const firstPage: string | undefined = undefined
const next = ({ nextCursor }: { nextCursor: string | null }) => nextCursor ?? undefined

export const taskListQuery = (query: TaskQuery) =>
  infiniteQueryOptions({
    queryKey: [...cardsKey, 'list', query],
    queryFn: ({ pageParam, signal }) => call('GET /tasks/cards', { query: { ...query, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: next,
    placeholderData: keepPreviousData,
  })

/** What one person has to do, the first due first. */
export const myTasksQuery = (userId: number) =>
  queryOptions({
    queryKey: [...cardsKey, 'of', userId],
    queryFn: ({ signal }) => call('GET /tasks/cards', { query: { assignedToId: [userId], status: [...openStatuses], limit: 200 }, signal }),
  })

export const taskCardQuery = (id: number) =>
  queryOptions({
    queryKey: [...cardsKey, 'one', id],
    queryFn: ({ signal }) => call('GET /tasks/cards', { query: { id: [id] }, signal }),
  })

export const taskFacetsQuery = (query: TaskFilterQuery) =>
  queryOptions({
    queryKey: ['tasks', 'facets', query],
    queryFn: ({ signal }) => call('GET /tasks/facets', { query, signal }),
    placeholderData: keepPreviousData,
  })

type Cached = Page | { pages: Page[] } | undefined

const inPage = (page: Page, id: number, changes: Partial<TaskCard>): Page => ({
  ...page,
  data: page.data.map((card) => (card.id === id ? { ...card, ...changes } : card)),
})

function showTask(queries: QueryClient, id: number, changes: Partial<TaskCard>) {
  queries.setQueriesData<Cached>({ queryKey: cardsKey }, (cached) => {
    if (!cached) return cached
    return 'pages' in cached ? { ...cached, pages: cached.pages.map((page) => inPage(page, id, changes)) } : inPage(cached, id, changes)
  })
  queries.setQueriesData<TaskCard[]>({ predicate: ({ queryKey }) => isOfRecord(queryKey) && queryKey[2] === 'tasks' }, (cards) =>
    cards?.map((card) => (card.id === id ? { ...card, ...changes } : card)),
  )
}

const isOfRecord = ([key]: readonly unknown[]) => key === 'lead-record' || key === 'contact-record'

/** Lists of tasks, and what an open record says of its own. */
function readAgain(queries: QueryClient) {
  const parts = new Set<unknown>(['tasks', 'timeline', 'standing'])
  void queries.invalidateQueries({ predicate: ({ queryKey }) => isOfRecord(queryKey) && parts.has(queryKey[2]) })
  return queries.invalidateQueries({ queryKey: ['tasks'] })
}

type TaskEdit = Partial<Pick<TaskRow, 'title' | 'description' | 'priority' | 'status' | 'assignedToId' | 'dueDate'>>
export interface TaskActs {
  save(task: TaskRow, changes: TaskEdit): void
  complete(task: TaskRow): void
  reopen(task: TaskRow): void
}

export function useTaskActs(): TaskActs {
  const queries = useQueryClient()
  return useMemo(() => {
    const attempt = async (before: TaskRow, shown: Partial<TaskRow>, send: () => Promise<TaskRow>, done?: (after: TaskRow) => void) => {
      showTask(queries, before.id, shown)
      try {
        const after = await send()
        showTask(queries, before.id, after)
        done?.(after)
      } catch (error) {
        showTask(queries, before.id, before)
        toast({ text: t('tasks.refused', { why: explainShortly(error) }), refused: true })
      }
      await readAgain(queries)
    }
    const params = (task: TaskRow) => ({ params: { id: task.id } })
    const reopen = (task: TaskRow) =>
      void attempt(task, { status: 'Pending', completedAt: null }, () => call('DELETE /tasks/:id/completion', params(task)))
    const complete = (task: TaskRow) =>
      void attempt(
        task,
        { status: 'Completed', completedAt: new Date().toISOString() },
        () => call('PUT /tasks/:id/completion', params(task)),
        (after) => toast({ text: t('tasks.completed', { title: task.title }), undo: () => reopen(after) }),
      )
    return {
      complete,
      reopen,
      save: (task, changes) => void attempt(task, changes, () => saveTask(task, changes)),
    }
  }, [queries])
}

async function saveTask(seen: TaskRow, mine: TaskEdit): Promise<TaskRow> {
  const params = { id: seen.id }
  const kept = await keep({
    of: `task ${seen.id}`,
    name: seen.title,
    seen,
    mine,
    read: () => callForRow('GET /tasks/:id', { params }),
    patch: (ifMatch) => call('PATCH /tasks/:id', { params, body: mine, ifMatch }),
  })
  return kept.row
}

/** The same key for the same form, so that a second press adds nothing twice. */
export function useAddTask() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ body, key }: { body: NewTask; key: string }) => call('POST /tasks', { body, idempotencyKey: key }),
    onSuccess: () =>
      Promise.all([readAgain(queries), ...['leads', 'contacts'].map((room) => queries.invalidateQueries({ queryKey: [room] }))]),
  })
}

export function useDeleteTask() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => call('DELETE /tasks/:id', { params: { id } }),
    onSuccess: () => readAgain(queries),
  })
}

/** Sets a rhythm, or ends it with `undefined`. */
export function useSaveRecurrence(id: number) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (recurrence: ApiInput<'PUT /tasks/:id/recurrence'>['body'] | undefined) => {
      const params = { id }
      if (recurrence) await call('PUT /tasks/:id/recurrence', { params, body: recurrence })
      else await call('DELETE /tasks/:id/recurrence', { params })
    },
    onSuccess: () => readAgain(queries),
    onError: (error) => toast({ text: t('tasks.refused', { why: explainShortly(error) }), refused: true }),
  })
}
