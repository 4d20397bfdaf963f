import { queryOptions } from '@tanstack/react-query'
import type { ApiInput, ApiReply } from '#shared/api'
import { call } from '../lib/api.ts'

export type AuditState = ApiReply<'GET /audit/state'>
export type LegalHold = ApiReply<'GET /audit/holds'>['data'][number]
export type NewHold = ApiInput<'POST /audit/holds'>['body']

export const auditStateQuery = queryOptions({
  queryKey: ['system', 'audit'],
  queryFn: ({ signal }) => call('GET /audit/state', { signal }),
  refetchInterval: ({ state }) => (state.data?.checks[0]?.state === 'running' ? 2000 : 30_000),
})
export const holdsQuery = queryOptions({
  queryKey: ['system', 'holds'],
  queryFn: ({ signal }) => call('GET /audit/holds', { signal }),
})

export const verifyAudit = () => call('POST /audit/checks', {})
export const wishAnchors = (mailAnchor: boolean) => call('PATCH /audit/state', { body: { mailAnchor } })
export const hold = (body: NewHold) => call('POST /audit/holds', { body })
export const releaseHold = (id: number) => call('DELETE /audit/holds/:id', { params: { id } })
