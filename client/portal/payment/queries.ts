/** What the pages of payment read and do. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from '../../lib/api.ts'

export type Account = ApiReply<'GET /portal/payment'>
export type Entry = Account['entries'][number]

export const accountQuery = queryOptions({
  queryKey: ['payment'],
  queryFn: ({ signal }) => call('GET /portal/payment', { signal }),
})

export const owes = ({ state }: Account) => state === 'due' || state === 'part' || state === 'refunded'

/** Leaves for the page of the payment service, or pays without money in the demo clinic. */
export function usePay() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (by: 'card' | 'test') => {
      if (by === 'test') return queries.setQueryData(accountQuery.queryKey, await call('POST /portal/test-payment'))
      const { url } = await call('POST /portal/checkouts')
      location.assign(url)
      return undefined
    },
    onSettled: () => queries.invalidateQueries(),
  })
}

/** Entries that count: not void, and not what made them so. */
export function standing(entries: readonly Entry[]): Entry[] {
  const voided = new Set(entries.filter(({ entry }) => entry === 'void').map(({ paymentId }) => paymentId))
  return entries.filter(({ id, entry }) => entry !== 'void' && !voided.has(id))
}
