/** What the rooms of stage contracts and of next steps read. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'

export type Contract = ApiReply<'GET /stage-definitions'>['data'][number]

export const contractsQuery = queryOptions({
  queryKey: ['stage-definitions'],
  queryFn: async ({ signal }) => (await call('GET /stage-definitions', { signal })).data,
})

/** Under "leads" and "contacts": every task, visit and stage may take somebody off the list. */
export const waitingLeadsQuery = (ownerId: number | undefined, limit: number) =>
  queryOptions({
    queryKey: ['leads', 'no-next-step', ownerId, limit],
    queryFn: ({ signal }) =>
      call('GET /leads/board', {
        query: { fallsThrough: [true], ownerId: ownerId === undefined ? undefined : [ownerId], sort: 'updatedAt', count: 'exact', limit },
        signal,
      }),
    placeholderData: keepPreviousData,
  })

export const waitingPatientsQuery = (coachId: number | undefined, limit: number) =>
  queryOptions({
    queryKey: ['contacts', 'no-next-step', coachId, limit],
    queryFn: ({ signal }) =>
      call('GET /contacts/board', {
        query: {
          fallsThrough: [true],
          healthCoachId: coachId === undefined ? undefined : [coachId],
          sort: 'stageEnteredAt',
          count: 'exact',
          limit,
        },
        signal,
      }),
    placeholderData: keepPreviousData,
  })
