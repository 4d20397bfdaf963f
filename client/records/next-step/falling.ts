/** Who has no next step: in a file of its own, for every page shows the figure and few open a record. */
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'

/** Costs more than other figures: asked for once a minute, and by whoever changes it (key "falling"). */
export const fallingQuery = queryOptions({
  queryKey: ['falling'],
  queryFn: ({ signal }) => call('GET /no-next-step', { signal }),
  refetchInterval: 60_000,
})
