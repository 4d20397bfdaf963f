import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

/** A time that is kept or offered, and the visit to come. Asked anew each time one comes home. */
export const bookingQuery = queryOptions({
  queryKey: ['booking', 'overview'],
  queryFn: ({ signal }) => call('GET /portal/booking', { signal }),
  staleTime: 0,
})
