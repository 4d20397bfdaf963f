/** What the patients' room reads. All keys of lists begin with "contacts": every event of a patient, their tasks and visits refreshes them. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import type { ContactStage } from '#shared/values'
import { call, callForRow } from '../lib/api.ts'
import { recordKey } from '../records/record.ts'
import type { PatientFilterQuery, PatientQuery } from './search.ts'

export type Patient = ApiReply<'GET /contacts/:id'>
export type PatientCard = ApiReply<'GET /contacts/board'>['data'][number]
export type PatientPage = ApiReply<'GET /contacts/board'>

export const patientRef = (id: number) => ({ kind: 'contact', id }) as const
export const listKey = ['contacts', 'list'] as const
export const boardKey = ['contacts', 'board'] as const

const firstPage: string | undefined = undefined
const next = ({ nextCursor }: { nextCursor: string | null }) => nextCursor ?? undefined

export const tableQuery = (query: PatientQuery) =>
  infiniteQueryOptions({
    queryKey: [...listKey, query],
    queryFn: ({ pageParam, signal }) => call('GET /contacts/board', { query: { ...query, limit: 100, cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: next,
    placeholderData: keepPreviousData,
  })

/** The first cards of a column; further ones are added to it as they are wanted. */
export const columnQuery = (query: PatientQuery, stage: readonly ContactStage[]) =>
  queryOptions({
    queryKey: [...boardKey, query, stage.join()],
    queryFn: ({ signal }) => call('GET /contacts/board', { query: { ...query, stage: [...stage], limit: 100 }, signal }),
    placeholderData: keepPreviousData,
  })

export const facetsQuery = (query: PatientFilterQuery) =>
  queryOptions({
    queryKey: ['contacts', 'facets', query],
    queryFn: ({ signal }) => call('GET /contacts/facets', { query, signal }),
    placeholderData: keepPreviousData,
  })

/** The row with its ETag. */
export const patientQuery = (id: number) =>
  queryOptions({
    queryKey: [...recordKey(patientRef(id)), 'patient'],
    queryFn: ({ signal }) => callForRow('GET /contacts/:id', { params: { id }, signal }),
  })
