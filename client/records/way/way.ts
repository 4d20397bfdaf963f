import { queryOptions } from '@tanstack/react-query'
import { call } from '../../lib/api.ts'
import { recordKey } from '../record.ts'

/** Belongs to the lead's own key: whatever happens to the lead reads it again. */
export const wayQuery = (leadId: number) =>
  queryOptions({
    queryKey: [...recordKey({ kind: 'lead', id: leadId }), 'way'],
    queryFn: ({ signal }) => call('GET /leads/:id/way', { params: { id: leadId }, signal }),
  })
