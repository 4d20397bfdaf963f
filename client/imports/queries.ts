/** What the import room reads and does. */
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiInput, ApiReply } from '#shared/api'
import type { ImportKind, ImportState, RowOutcome } from '#shared/imports'
import { call } from '../lib/api.ts'
import { explainShortly, fieldErrors } from '../lib/problem-words.ts'
import { toast } from '../ui/toast.ts'

export type Import = ApiReply<'GET /imports/:id'>
export type ImportSummary = ApiReply<'GET /imports'>['data'][number]
export type ImportChanges = ApiInput<'PATCH /imports/:id'>['body']
export type Staff = ApiReply<'GET /users'>['data'][number]

const firstPage: string | undefined = undefined
const next = ({ nextCursor }: { nextCursor: string | null }) => nextCursor ?? undefined
const pollMilliseconds = 700

export const isWorking = (state: ImportState): state is 'checking' | 'running' | 'undoing' =>
  state === 'checking' || state === 'running' || state === 'undoing'
export const isOpen = (state: ImportState) => state === 'draft' || state === 'checked' || state === 'failed'

export const importsQuery = infiniteQueryOptions({
  queryKey: ['imports', 'list'],
  queryFn: ({ pageParam, signal }) => call('GET /imports', { query: { cursor: pageParam }, signal }),
  initialPageParam: firstPage,
  getNextPageParam: next,
  refetchInterval: ({ state }) =>
    state.data?.pages.some(({ data }) => data.some((each) => isWorking(each.state))) ? pollMilliseconds * 3 : false,
})

export const importQuery = (id: number) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => call('GET /imports/:id', { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data.state) ? pollMilliseconds : false),
  })

/** `version` changes with every decision, and with it what the rows will be. */
export const previewQuery = (id: number, version: string) =>
  queryOptions({
    queryKey: ['imports', 'preview', id, version],
    queryFn: ({ signal }) => call('GET /imports/:id/preview', { params: { id }, signal }),
    placeholderData: keepPreviousData,
  })

export const problemsQuery = (id: number, outcome: RowOutcome, version: string) =>
  infiniteQueryOptions({
    queryKey: ['imports', 'problems', id, outcome, version],
    queryFn: ({ pageParam, signal }) =>
      call('GET /imports/:id/problems', { params: { id }, query: { outcome: [outcome], limit: 50, cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: next,
  })

export const staffQuery = queryOptions({
  queryKey: ['users', 'active'],
  queryFn: ({ signal }) => call('GET /users', { query: { limit: 200, isActive: [true] }, signal }),
})

/** Browsers call a CSV by the program they would open it with; we say what it is. */
const asCsv = (file: File) => new Blob([file], { type: 'text/csv' })

export const uploadList = ({ file, kind }: { file: File; kind: ImportKind }) =>
  call('POST /imports', { query: { kind, fileName: file.name }, body: asCsv(file) })

const joinFile = (id: number, file: File) =>
  call('PUT /imports/:id/joined-file', { params: { id }, query: { fileName: file.name }, body: asCsv(file) })

/** A file that is no list is refused with what to do about it. */
export const refusalWords = (error: Error) => fieldErrors(error).file ?? explainShortly(error)

/** Everything one can do with a list; each answer is the list as it now is. */
export function useImportActs(id: number) {
  const queries = useQueryClient()
  const settle = {
    onSuccess: (list: Import) => {
      queries.setQueryData(importQuery(id).queryKey, list)
      void queries.invalidateQueries({ queryKey: importsQuery.queryKey })
    },
    onError: (error: Error) => toast({ text: refusalWords(error), refused: true }),
  }
  const params = { id }
  return {
    change: useMutation({ mutationFn: (body: ImportChanges) => call('PATCH /imports/:id', { params, body }), ...settle }),
    join: useMutation({ mutationFn: (file: File) => joinFile(id, file), ...settle }),
    unjoin: useMutation({ mutationFn: () => call('DELETE /imports/:id/joined-file', { params }), ...settle }),
    check: useMutation({ mutationFn: () => call('POST /imports/:id/dry-run', { params }), ...settle }),
    run: useMutation({ mutationFn: () => call('POST /imports/:id/run', { params }), ...settle }),
    stop: useMutation({ mutationFn: () => call('DELETE /imports/:id/run', { params }), ...settle }),
    undo: useMutation({ mutationFn: () => call('DELETE /imports/:id', { params }), ...settle }),
  }
}
export type ImportActs = ReturnType<typeof useImportActs>
