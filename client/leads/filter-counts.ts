/** Counts of filters that are made only while somebody looks at them; see `GET /leads/facets`. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiReply } from '#shared/api'
import { type AskedLeadFacet, askedLeadFacets } from '#shared/asked-facets'
import { t } from '../lib/messages.ts'
import type { KnownRange } from '../ui/filters.ts'
import { facetsQuery } from './queries.ts'
import { filterQuery, type LeadsSearch } from './search.ts'

type Facets = ApiReply<'GET /leads/facets'>

/** `look` is told which filter was opened; the last one opened is counted. */
export function useAskedFacets(search: LeadsSearch): { asked: Facets | undefined; look: (name: string) => void } {
  const [field, setField] = useState<AskedLeadFacet>()
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const query = { ...filterQuery(search), fields: field && [field], timeZone }
  const { data } = useQuery({ ...facetsQuery(query), enabled: field !== undefined })
  return { asked: data, look: (name) => setField(askedLeadFacets.find((each) => each === name)) }
}

export function callRanges(facet: Facets['numberOfCalls']): KnownRange[] | undefined {
  return facet?.map(({ from, to, count }) => ({
    label: callWords(from, to),
    from: String(from),
    to: to === null ? undefined : String(to),
    count,
  }))
}

function callWords(from: number, to: number | null): string {
  if (to === 0) return t('leadFilters.noCalls')
  return to === null ? t('leadFilters.callsAtLeast', { from }) : t('leadFilters.callsBetween', { from, to })
}
