/** The filters of the patients, with how many each value would leave. */
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { type AskedContactFacet, askedContactFacets } from '#shared/asked-facets'
import { clockStates, contactStages } from '#shared/values'
import { t } from '../lib/messages.ts'
import { valueWord } from '../lib/value-words.ts'
import { dayRanges } from '../lists/day-ranges.ts'
import { choice, countsOf, flatten, option, usePersonFilter, valuesOf } from '../lists/filter-options.tsx'
import { GroupGlyph, groupOf } from '../records/stages.tsx'
import type { Filter, FilterValues } from '../ui/filters.ts'
import { facetsQuery } from './queries.ts'
import { filterQuery, type PatientsSearch, readPatientsSearch } from './search.ts'

export function useFacets(search: PatientsSearch) {
  return useQuery(facetsQuery(filterQuery(search)))
}

/** Counts that are made only while somebody looks at their filter. */
function useAskedFacets(search: PatientsSearch) {
  const [field, setField] = useState<AskedContactFacet>()
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  const query = { ...filterQuery(search), fields: field && [field], timeZone }
  const { data } = useQuery({ ...facetsQuery(query), enabled: field !== undefined })
  return { asked: data, look: (name: string) => setField(askedContactFacets.find((each) => each === name)) }
}

/** `look` is told which filter is opened, so that its values are counted. */
export function usePatientFilters(search: PatientsSearch): { filters: Filter[]; look: (name: string) => void } {
  const { data: facets } = useFacets(search)
  const { asked, look } = useAskedFacets(search)
  const coaches = usePersonFilter(
    useMemo(() => countsOf(facets?.healthCoachId), [facets]),
    'coaches',
    t('leads.nobody'),
  )
  const filters = useMemo((): Filter[] => {
    const [stage, clock, fallen] = [countsOf(facets?.stage), countsOf(facets?.clock), countsOf(asked?.fallsThrough)]
    return [
      choice(
        'stage',
        t('patientFields.stage'),
        contactStages.map((value) => option(value, stage, valueWord(value), <GroupGlyph group={groupOf(value)} />)),
      ),
      choice('healthCoachId', t('patientFields.healthCoachId'), coaches),
      choice(
        'clock',
        t('clocks.field'),
        clockStates.map((value) => option(value, clock, t(`clocks.${value}`))),
      ),
      choice('fallsThrough', t('patientFields.nextStep'), [option('true', fallen, t('patients.fallsThrough'))]),
      { kind: 'days', name: 'createdAt', label: t('leadFields.createdAt'), ranges: dayRanges(asked?.createdAt) },
      { kind: 'days', name: 'updatedAt', label: t('leadFields.updatedAt'), ranges: dayRanges(asked?.updatedAt) },
    ]
  }, [facets, asked, coaches])
  return { filters, look }
}

const names = ['stage', 'healthCoachId', 'clock', 'fallsThrough', 'createdAtFrom', 'createdAtTo', 'updatedAtFrom', 'updatedAtTo'] as const

/** The address's filters as the filter bar has them. */
export const filterValues = (search: PatientsSearch) => valuesOf(names, search)

/** And back: whatever is no value of a field falls away. */
export function withFilters(search: PatientsSearch, values: FilterValues): PatientsSearch {
  const { view, by, stages, sort, q, patient, saved, columns } = search
  return { ...readPatientsSearch(flatten(values)), view, by, stages, sort, q, patient, saved, columns }
}
