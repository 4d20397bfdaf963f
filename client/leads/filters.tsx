/** The filters of the leads, with how many each value would leave. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { clockStates, leadReadinesses, leadSources, leadStatuses } from '#shared/values'
import { t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import { dayRanges } from '../lists/day-ranges.ts'
import { type Counts, choice, countsOf, type Facet, flatten, option, usePersonFilter, valuesOf } from '../lists/filter-options.tsx'
import { sourceWords } from '../records/marks.tsx'
import { useListFilter } from '../records/value-lists.ts'
import type { Filter, FilterOption, FilterValues } from '../ui/filters.ts'
import { callRanges, useAskedFacets } from './filter-counts.ts'
import { LeadStatusGlyph, ReadinessGlyph } from './looks.tsx'
import { facetsQuery } from './queries.ts'
import { filterQuery, type LeadsSearch, readLeadsSearch } from './search.ts'

export function useFacets(search: LeadsSearch) {
  return useQuery(facetsQuery(filterQuery(search)))
}

/** `look` is told which filter is opened, so that its values are counted. */
export function useLeadFilters(search: LeadsSearch): { filters: Filter[]; look: (name: string) => void } {
  const { data: facets } = useFacets(search)
  const { asked, look } = useAskedFacets(search)
  const ownerCounts = useMemo(() => countsOf(facets?.ownerId), [facets])
  const owners = usePersonFilter(ownerCounts, 'everyone', t('leads.unowned'))
  const coachCounts = useMemo(() => countsOf(asked?.healthCoachBookedWith), [asked])
  const coaches = usePersonFilter(coachCounts, 'coaches', t('leads.nobody'))
  const outcomes = useListFilter('lead_outcome')
  const types = useListFilter('lead_type')
  const filters = useMemo(() => {
    const [status, readiness, source] = [countsOf(facets?.status), countsOf(facets?.leadReadiness), countsOf(facets?.leadSource)]
    const [clock, fallen] = [countsOf(asked?.clock), countsOf(asked?.fallsThrough)]
    return [
      choice(
        'status',
        t('leadFields.status'),
        leadStatuses.map((value) => option(value, status, valueWord(value), <LeadStatusGlyph status={value} />)),
      ),
      choice('leadReadiness', t('leadFields.leadReadiness'), [
        ...leadReadinesses.map((value) => option(value, readiness, valueWord(value), <ReadinessGlyph readiness={value} />)),
        ...unset(readiness),
      ]),
      choice('leadSource', t('leadFields.leadSource'), [
        ...leadSources.map((value) => option(value, source, sourceWords(value))),
        ...unset(source),
      ]),
      choice('ownerId', t('leadFields.ownerId'), owners),
      choice('healthCoachBookedWith', t('leadFields.healthCoachBookedWith'), coaches),
      choice('leadType', t('leadFields.leadType'), listOptions(asked?.leadType, types, search.leadType)),
      choice('leadOutcome', t('leadFields.leadOutcome'), listOptions(asked?.leadOutcome, outcomes, search.leadOutcome)),
      choice('portalAccess', t('leadFilters.portalAccess'), portalOptions(asked?.portalAccess)),
      choice(
        'clock',
        t('clocks.field'),
        clockStates.map((value) => option(value, clock, t(`clocks.${value}`))),
      ),
      choice('fallsThrough', t('patientFields.nextStep'), [option('true', fallen, t('patients.fallsThrough'))]),
      { kind: 'numbers', name: 'numberOfCalls', label: t('leadFields.numberOfCalls'), ranges: callRanges(asked?.numberOfCalls) },
      { kind: 'days', name: 'lastContacted', label: t('leadFields.lastContacted'), ranges: dayRanges(asked?.lastContacted) },
      { kind: 'days', name: 'createdAt', label: t('leadFields.createdAt'), ranges: dayRanges(asked?.createdAt) },
      { kind: 'days', name: 'updatedAt', label: t('leadFields.updatedAt'), ranges: dayRanges(asked?.updatedAt) },
    ] satisfies Filter[]
  }, [facets, asked, owners, coaches, outcomes, types, search.leadType, search.leadOutcome])
  return { filters, look }
}

/** The clinic's own list, then what leads have beside it: other programs may write values of their own. */
function listOptions(facet: Facet | undefined, list: readonly FilterOption[], chosen: readonly string[] = []): FilterOption[] {
  const counts = countsOf(facet)
  const labels = new Map(list.map(({ value, label }) => [value, label]))
  const values = new Set([...labels.keys(), ...chosen, ...(counts?.keys() ?? [])])
  return [...values].map((value) => option(value, counts, labels.get(value) ?? (value === 'none' ? t('leads.notSet') : valueWord(value))))
}

function portalOptions(facet: Facet | undefined): FilterOption[] {
  const counts = countsOf(facet)
  return [option('true', counts, t('leadFilters.withPortal')), option('false', counts, t('leadFilters.withoutPortal'))]
}

/** Leads without a value at all are offered only where there are some. */
const unset = (counts: Counts | undefined) => (counts?.get('none') ? [option('none', counts, t('leads.notSet'))] : [])

const names = [
  'status',
  'leadReadiness',
  'leadSource',
  'ownerId',
  'healthCoachBookedWith',
  'leadType',
  'leadOutcome',
  'portalAccess',
  'numberOfCallsFrom',
  'numberOfCallsTo',
  'clock',
  'fallsThrough',
  'createdAtFrom',
  'createdAtTo',
  'lastContactedFrom',
  'lastContactedTo',
  'lastContacted',
  'updatedAtFrom',
  'updatedAtTo',
] as const

/** The address's filters as the filter bar has them. */
export const filterValues = (search: LeadsSearch) => valuesOf(names, search)

/** And back: whatever is no value of a field falls away. */
export function withFilters(search: LeadsSearch, values: FilterValues): LeadsSearch {
  const { view, sort, q, lead, saved, columns } = search
  return { ...readLeadsSearch(flatten(values)), view, sort, q, lead, saved, columns }
}
