import { queryOptions } from '@tanstack/react-query'
import type { ApiInput, ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'

export type Review = ApiReply<'GET /record-reviews/:id'>
export type Difference = Review['differences'][number]
export type Application = ApiInput<'POST /record-reviews/:id/application'>['body']
type Asked = ApiInput<'POST /record-reviews'>['body']

const lookAgainMs = 1500

/** Until it is prepared it is looked for again and again. */
export const reviewQuery = (id: number) =>
  queryOptions({
    queryKey: ['system', 'review', id],
    queryFn: ({ signal }) => call('GET /record-reviews/:id', { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'preparing' ? lookAgainMs : false),
  })

export const askForReview = (body: Asked) => call('POST /record-reviews', { body })
export const applyReview = ({ id, body }: { id: number; body: Application }) =>
  call('POST /record-reviews/:id/application', { params: { id }, body })
