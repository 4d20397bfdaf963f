/** What an open record reads, of a lead or a patient. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../lib/api.ts'
import { type RecordRef, recordKey, type StoryRef } from './record.ts'

const firstPage: string | undefined = undefined
const next = ({ nextCursor }: { nextCursor: string | null }) => nextCursor ?? undefined

export const stagesQuery = (record: RecordRef) =>
  queryOptions({
    queryKey: [...recordKey(record), 'stages'],
    queryFn: async ({ signal }) => {
      const params = { id: record.id }
      const { data } = await (record.kind === 'lead'
        ? call('GET /leads/:id/stages', { params, signal })
        : call('GET /contacts/:id/stages', { params, signal }))
      return data
    },
  })

/** The stage's contract and how the record stands in it. */
export const standingQuery = ({ kind, id }: RecordRef) =>
  queryOptions({
    queryKey: [...recordKey({ kind, id }), 'standing'],
    queryFn: ({ signal }) =>
      kind === 'lead'
        ? call('GET /leads/:id/standing', { params: { id }, signal })
        : call('GET /contacts/:id/standing', { params: { id }, signal }),
  })

export const timelineQuery = ({ kind, id }: StoryRef) =>
  infiniteQueryOptions({
    queryKey: [...recordKey({ kind, id }), 'timeline'],
    queryFn: ({ pageParam, signal }) => {
      const given = { params: { id }, query: { limit: 20, cursor: pageParam }, signal }
      if (kind === 'task') return call('GET /tasks/:id/timeline', given)
      return kind === 'lead' ? call('GET /leads/:id/timeline', given) : call('GET /contacts/:id/timeline', given)
    },
    initialPageParam: firstPage,
    getNextPageParam: next,
  })

export const tasksQuery = ({ kind, id }: RecordRef) =>
  queryOptions({
    queryKey: [...recordKey({ kind, id }), 'tasks'],
    queryFn: async ({ signal }) =>
      (await call('GET /tasks/cards', { query: { ...(kind === 'lead' ? { leadId: [id] } : { contactId: [id] }), limit: 200 }, signal }))
        .data,
  })

export const visitsQuery = ({ kind, id }: RecordRef) =>
  queryOptions({
    queryKey: [...recordKey({ kind, id }), 'visits'],
    queryFn: async ({ signal }) =>
      (await call('GET /appointments', { query: { ...(kind === 'lead' ? { leadId: [id] } : { contactId: [id] }), limit: 200 }, signal }))
        .data,
  })

export const duplicatesQuery = ({ kind, id }: RecordRef) =>
  queryOptions({
    queryKey: [...recordKey({ kind, id }), 'duplicates'],
    queryFn: async ({ signal }) => {
      const params = { id }
      const { data } = await (kind === 'lead'
        ? call('GET /leads/:id/duplicates', { params, signal })
        : call('GET /contacts/:id/duplicates', { params, signal }))
      return data
    },
  })

/** Admins alone may ask. */
export const restrictionQuery = ({ kind, id }: RecordRef) =>
  queryOptions({
    queryKey: [...recordKey({ kind, id }), 'restriction'],
    queryFn: ({ signal }) =>
      kind === 'lead'
        ? call('GET /leads/:id/restriction', { params: { id }, signal })
        : call('GET /contacts/:id/restriction', { params: { id }, signal }),
  })

export type PersonLike = { email?: string; phone?: string; firstName?: string; lastName?: string }

/** Who a new lead or patient would repeat. */
export const likeQuery = (person: PersonLike) =>
  queryOptions({
    queryKey: ['leads', 'duplicates', person],
    queryFn: async ({ signal }) => (await call('GET /leads/duplicates', { query: person, signal })).data,
    placeholderData: keepPreviousData,
  })
