import { queryOptions } from '@tanstack/react-query'
import type { ApiInput, ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'

export type PublicForm = ApiReply<'GET /public-forms'>['data'][number]

export const formsQuery = queryOptions({
  queryKey: ['settings', 'forms'],
  queryFn: ({ signal }) => call('GET /public-forms', { signal }),
})
export const addForm = (body: ApiInput<'POST /public-forms'>['body']) => call('POST /public-forms', { body })
export const changeForm = ({ id, body }: { id: number; body: ApiInput<'PATCH /public-forms/:id'>['body'] }) =>
  call('PATCH /public-forms/:id', { params: { id }, body })
