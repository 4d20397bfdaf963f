/** The filters of the patients, with how many each value would leave. */
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { type AskedContactFacet, askedContactFacets } from '#shared/asked-facets'
import { clockStates, contactStages } from '#shared/values'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import { dayRanges } from '../lists/day-ranges.ts'
import { type Person, useActor, usePeople } from '../records/people.ts'
import { GroupGlyph, groupOf } from '../records/stages.tsx'
import type { Filter, FilterOption, FilterValues } from '../ui/filters.ts'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { facetsQuery } from './queries.ts'
import { filterQuery, type PatientsSearch, readPatientsSearch } from './search.ts'

type Counts = ReadonlyMap<string, number>

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
  const coaches = useCoachOptions(useMemo(() => countsOf(facets?.healthCoachId), [facets]))
  const filters = useMemo((): Filter[] => {
    const [stage, clock, fallen] = [countsOf(facets?.stage), countsOf(facets?.clock), countsOf(asked?.fallsThrough)]
    return [
      {
        kind: 'choice',
        name: 'stage',
        label: t('patientFields.stage'),
        options: contactStages.map((value) => option(value, stage, valueWord(value), <GroupGlyph group={groupOf(value)} />)),
      },
      { kind: 'choice', name: 'healthCoachId', label: t('patientFields.healthCoachId'), options: coaches },
      {
        kind: 'choice',
        name: 'clock',
        label: t('clocks.field'),
        options: clockStates.map((value) => option(value, clock, t(`clocks.${value}`))),
      },
      {
        kind: 'choice',
        name: 'fallsThrough',
        label: t('patientFields.nextStep'),
        options: [option('true', fallen, t('patients.fallsThrough'))],
      },
      { kind: 'days', name: 'createdAt', label: t('leadFields.createdAt'), ranges: dayRanges(asked?.createdAt) },
      { kind: 'days', name: 'updatedAt', label: t('leadFields.updatedAt'), ranges: dayRanges(asked?.updatedAt) },
    ]
  }, [facets, asked, coaches])
  return { filters, look }
}

/** Me first, then nobody, then by how many patients they have; who left and still has some is here too. */
function useCoachOptions(counts: Counts | undefined): FilterOption[] {
  const people = usePeople()
  const me = useActor().userId
  return useMemo(() => {
    const has = ({ id }: Person) => counts?.get(String(id)) ?? 0
    const wanted = people.filter((person) => (person.isActive !== false && person.role !== 'SDR') || has(person) > 0)
    const first = (person: Person) => Number(person.id === me)
    const sorted = wanted.toSorted((a, b) => first(b) - first(a) || has(b) - has(a) || fullName(a).localeCompare(fullName(b)))
    const options = sorted.map((person) => {
      const mine = person.id === me
      const glyph = <PersonAvatar name={fullName(person)} mine={mine} size={20} decorative />
      return option(String(person.id), counts, mine ? t('leads.me') : fullName(person), glyph)
    })
    return options.toSpliced(sorted[0]?.id === me ? 1 : 0, 0, option('none', counts, t('leads.nobody')))
  }, [people, counts, me])
}

const option = (value: string, counts: Counts | undefined, label: string, glyph?: FilterOption['glyph']): FilterOption => ({
  value,
  label,
  glyph,
  ...(counts ? { count: counts.get(value) ?? 0 } : {}),
})

export function countsOf(facet: readonly { value: unknown; count: number }[] | undefined): Counts | undefined {
  return facet && new Map(facet.map(({ value, count }) => [value === null ? 'none' : String(value), count]))
}

const names = ['stage', 'healthCoachId', 'clock', 'fallsThrough', 'createdAtFrom', 'createdAtTo', 'updatedAtFrom', 'updatedAtTo'] as const

/** The address's filters as the filter bar has them. */
export function filterValues(search: PatientsSearch): FilterValues {
  return Object.fromEntries(
    names.map((name) => {
      const value = search[name]
      return [name, typeof value === 'string' ? [value] : value]
    }),
  )
}

/** And back: whatever is no value of a field falls away. */
export function withFilters(search: PatientsSearch, values: FilterValues): PatientsSearch {
  const flat = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, /(From|To)$/.test(name) ? value?.[0] : value]))
  const { view, by, stages, sort, q, patient, saved, columns } = search
  return { ...readPatientsSearch(flat), view, by, stages, sort, q, patient, saved, columns }
}
