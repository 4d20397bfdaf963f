/** Messages with a person, and their files, as staff read and write them. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from '../../lib/api.ts'
import { address, request } from '../../lib/http.ts'
import { type RecordRef, recordKey } from '../record.ts'

export type Message = ApiReply<'GET /leads/:id/messages'>['data'][number]
export type PersonFile = ApiReply<'GET /leads/:id/files'>['data'][number]

const firstPage: string | undefined = undefined
const next = ({ nextCursor }: { nextCursor: string | null }) => nextCursor ?? undefined

export const talkQuery = ({ kind, id }: RecordRef) =>
  infiniteQueryOptions({
    queryKey: [...recordKey({ kind, id }), 'talk'],
    queryFn: ({ pageParam, signal }) => {
      const given = { params: { id }, query: { limit: 20, cursor: pageParam }, signal }
      return kind === 'lead' ? call('GET /leads/:id/messages', given) : call('GET /contacts/:id/messages', given)
    },
    initialPageParam: firstPage,
    getNextPageParam: next,
  })

export const filesQuery = ({ kind, id }: RecordRef) =>
  queryOptions({
    queryKey: [...recordKey({ kind, id }), 'files'],
    queryFn: async ({ signal }) => {
      const given = { params: { id }, signal }
      return (await (kind === 'lead' ? call('GET /leads/:id/files', given) : call('GET /contacts/:id/files', given))).data
    },
  })

/** The record and the inbox show it at once. */
function useTalk<Given, Answer>(record: RecordRef, act: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: recordKey(record) }),
        queries.invalidateQueries({ queryKey: ['messages'] }),
        queries.invalidateQueries({ queryKey: ['notifications'] }),
      ]),
  })
}

export const useSend = (record: RecordRef) =>
  useTalk(record, (body: { body: string; fileIds: string[] }) => {
    const given = { params: { id: record.id }, body, idempotencyKey: crypto.randomUUID() }
    return record.kind === 'lead' ? call('POST /leads/:id/messages', given) : call('POST /contacts/:id/messages', given)
  })

export const useReading = (record: RecordRef) =>
  useTalk(record, () => {
    const given = { params: { id: record.id } }
    return record.kind === 'lead' ? call('PUT /leads/:id/messages/reading', given) : call('PUT /contacts/:id/messages/reading', given)
  })

export const useUpload = (record: RecordRef) =>
  useTalk(record, async (file: File) => {
    const key = record.kind === 'lead' ? 'POST /leads/:id/files' : 'POST /contacts/:id/files'
    const body = new Blob([file], { type: 'application/octet-stream' })
    const answer = await request(key, { params: { id: record.id }, body, fileName: file.name })
    return answer.body as PersonFile
  })

export const useRemoveFile = (record: RecordRef) =>
  useTalk(record, (fileId: string) => call('DELETE /files/:fileId', { params: { fileId } }))

export const fileAddress = (fileId: string) => address('/files/:fileId', { params: { fileId } })
export const acceptedFiles = '.pdf,.png,.jpg,.jpeg,.webp,.heic,.txt'
