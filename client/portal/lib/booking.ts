/** What the pages of booking and the start page both show of it: times kept or offered, the visit to come, a time in words. */
import { queryOptions } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { call } from '../../lib/api.ts'
import { dateFormat } from '../../lib/formats.ts'
import { locale } from '../../lib/language.ts'

export type Overview = ApiReply<'GET /portal/booking'>

export const bookingKey = ['booking'] as const

export const overviewQuery = queryOptions({
  queryKey: [...bookingKey, 'overview'],
  queryFn: ({ signal }) => call('GET /portal/booking', { signal }),
  staleTime: 0,
})

/** "Friday 27 November, 9:30 AM" */
export const whenIn = (zone: string, at: string) =>
  dateFormat(locale(), { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' }).format(
    new Date(at),
  )
