/** Everything about booking is fetched anew after each act: each changes what is free, what is held and what is booked. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from '../../lib/api.ts'
import { bookingKey, type Overview } from '../lib/booking.ts'
import { meQuery } from '../lib/session.ts'

export type Hold = Overview['holds'][number]
export type Visit = ApiReply<'GET /portal/visits/:id'>
export type Slot = ApiReply<'GET /portal/slots'>['data'][number]

export const visitsQuery = queryOptions({
  queryKey: [...bookingKey, 'visits'],
  queryFn: ({ signal }) => call('GET /portal/visits', { signal }),
  staleTime: 0,
})
export const visitQuery = (id: number) =>
  queryOptions({
    queryKey: [...bookingKey, 'visit', id],
    queryFn: ({ signal }) => call('GET /portal/visits/:id', { params: { id }, signal }),
    staleTime: 0,
  })

export interface Range {
  from: string
  to: string
  coach: number | undefined
}
export const slotsQuery = ({ from, to, coach }: Range) =>
  queryOptions({
    queryKey: [...bookingKey, 'slots', from, to, coach ?? 0],
    queryFn: ({ signal }) => call('GET /portal/slots', { query: { from, to, ...(coach ? { coach } : {}) }, signal }),
    staleTime: 0,
  })

/** `onDone` is heard also when what asked for it is off the screen by then. */
function useAct<Given, Result>(act: (given: Given) => Promise<Result>, onDone?: (result: Result) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    ...(onDone ? { onSuccess: onDone } : {}),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: bookingKey })
      await queries.invalidateQueries({ queryKey: meQuery.queryKey })
    },
  })
}

export const useHold = () =>
  useAct(({ startsAt, coach }: { startsAt: string; coach: number | undefined }) =>
    call('POST /portal/holds', { body: { startsAt, ...(coach ? { coach } : {}) } }),
  )
export const useRelease = () => useAct((id: number) => call('DELETE /portal/holds/:id', { params: { id } }))
export const useExtend = () => useAct((id: number) => call('PUT /portal/holds/:id/extension', { params: { id } }))
/** Books what is held, or moves a visit there. */
export const useConfirm = (onDone: (visit: Visit) => void) =>
  useAct(
    ({ holdId, visitId }: { holdId: number; visitId: number | undefined }) =>
      visitId === undefined
        ? call('POST /portal/visits', { body: { holdId } })
        : call('PUT /portal/visits/:id/time', { params: { id: visitId }, body: { holdId } }),
    onDone,
  )
export const useCancel = () =>
  useAct(({ id, reason }: { id: number; reason: string }) =>
    call('PUT /portal/visits/:id/cancellation', { params: { id }, body: { reason: reason || null } }),
  )
export const useSetPlace = () => useAct((body: { timeZone?: string; state?: string }) => call('PATCH /portal/place', { body }))
export const useWait = () =>
  useAct(({ coach, earliest, latest }: { coach: number | undefined; earliest: string; latest: string }) =>
    call('POST /portal/waitlist', { body: { ...(coach ? { coach } : {}), earliest: earliest || null, latest: latest || null } }),
  )
export const useStopWaiting = () => useAct(() => call('DELETE /portal/waitlist'))
