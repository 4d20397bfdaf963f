/** Counts of filters that are made only while somebody looks at them; see `GET /leads/facets`. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiInput, ApiReply } from '#shared/api'
import { t } from '../lib/messages.ts'
import type { KnownRange } from '../ui/filters.ts'
import { facetsQuery } from './queries.ts'
import { filterQuery, type LeadsSearch } from './search.ts'

type Facets = ApiReply<'GET /leads/facets'>
type AskedField = NonNullable<NonNullable<ApiInput<'GET /leads/facets'>['query']>['fields']>[number]

const askedFields: readonly AskedField[] = [
  'leadType',
  'leadOutcome',
  'healthCoachBookedWith',
  'portalAccess',
  'numberOfCalls',
  'lastContacted',
  'createdAt',
  'updatedAt',
]

/** `look` is told which filter was opened; the last one opened is counted. */
export function useAskedFacets(search: LeadsSearch): { asked: Facets | undefined; look: (name: string) => void } {
  const [field, setField] = useState<AskedField>()
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const query = { ...filterQuery(search), fields: field && [field], timeZone }
  const { data } = useQuery({ ...facetsQuery(query), enabled: field !== undefined })
  return { asked: data, look: (name) => setField(askedFields.find((each) => each === name)) }
}

type Period = NonNullable<Facets['createdAt']>[number]
const periods = {
  today: 'leadFilters.periods.today',
  days7: 'leadFilters.periods.days7',
  days30: 'leadFilters.periods.days30',
  days90: 'leadFilters.periods.days90',
  earlier: 'leadFilters.periods.earlier',
  never: 'leadFilters.periods.never',
} as const

/** Periods by name, as days where the person is. */
export function dayRanges(facet: readonly Period[] | undefined): KnownRange[] | undefined {
  return facet?.map(({ period, from, to, count }) => ({
    label: t(periods[period]),
    from: from === null ? undefined : dayOf(from),
    to: to === null ? undefined : dayOf(to),
    none: period === 'never' ? true : undefined,
    count,
  }))
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

/** The day of a moment where the person is, as a date field has it. */
function dayOf(at: string): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
