/** What somebody has paid, and what staff do about it. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiInput, ApiReply } from '#shared/api'
import { call } from '../../lib/api.ts'
import { type MessageKey, t } from '../../lib/messages.ts'
import { recordKey } from '../record.ts'

export type Account = ApiReply<'GET /leads/:id/payments'>
export type LedgerEntry = Account['entries'][number]
export type NewPayment = ApiInput<'POST /leads/:id/payments'>['body']

/** Belongs to the lead's own key: money that comes shows by itself. */
export const accountQuery = (leadId: number) =>
  queryOptions({
    queryKey: [...recordKey({ kind: 'lead', id: leadId }), 'payments'],
    queryFn: ({ signal }) => call('GET /leads/:id/payments', { params: { id: leadId }, signal }),
  })

/** Everything about the person may follow from money: their status, the way, the timeline. */
function useMoney<Given>(leadId: number, act: (given: Given) => Promise<unknown>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: recordKey({ kind: 'lead', id: leadId }) }),
        queries.invalidateQueries({ queryKey: ['payments'] }),
      ]),
  })
}

export const useRecordPayment = (leadId: number) =>
  useMoney(leadId, (body: NewPayment) =>
    call('POST /leads/:id/payments', { params: { id: leadId }, body, idempotencyKey: crypto.randomUUID() }),
  )

export const useRefund = (leadId: number, id: number) =>
  useMoney(leadId, (body: { cents: number; reason: string }) =>
    call('POST /payments/:id/refunds', { params: { id }, body, idempotencyKey: crypto.randomUUID() }),
  )

export const useVoid = (leadId: number, id: number) =>
  useMoney(leadId, (body: { reason: string }) => call('PUT /payments/:id/void', { params: { id }, body }))

const methods: Record<LedgerEntry['method'], MessageKey> = {
  stripe: 'money.stripe',
  card: 'money.card',
  bank_transfer: 'money.bankTransfer',
  cash: 'money.cash',
  check: 'money.check',
  other: 'money.other',
  test: 'money.test',
}
export const methodWord = (method: LedgerEntry['method']) => t(methods[method])
export const recordedMethods = ['card', 'bank_transfer', 'cash', 'check', 'other'] as const

/** Entries that another one has made void. */
export const voidedIn = (entries: readonly LedgerEntry[]) =>
  new Set(entries.filter(({ entry }) => entry === 'void').map(({ paymentId }) => paymentId))
