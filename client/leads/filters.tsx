/** The filters of the leads, with how many each value would leave. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { clockStates, leadReadinesses, leadSources, leadStatuses } from '#shared/values'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import { dayRanges } from '../lists/day-ranges.ts'
import { sourceWords } from '../records/marks.tsx'
import { type Person, useActor, usePeople } from '../records/people.ts'
import { useListFilter } from '../records/value-lists.ts'
import type { Filter, FilterOption, FilterValues } from '../ui/filters.ts'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { callRanges, useAskedFacets } from './filter-counts.ts'
import { LeadStatusGlyph, ReadinessGlyph } from './looks.tsx'
import { facetsQuery } from './queries.ts'
import { filterQuery, type LeadsSearch, readLeadsSearch } from './search.ts'

type Counts = ReadonlyMap<string, number>

export function useFacets(search: LeadsSearch) {
  return useQuery(facetsQuery(filterQuery(search)))
}

/** `look` is told which filter is opened, so that its values are counted. */
export function useLeadFilters(search: LeadsSearch): { filters: Filter[]; look: (name: string) => void } {
  const { data: facets } = useFacets(search)
  const { asked, look } = useAskedFacets(search)
  const ownerCounts = useMemo(() => countsOf(facets?.ownerId), [facets])
  const owners = usePersonFilter(ownerCounts, 'everyone')
  const coachCounts = useMemo(() => countsOf(asked?.healthCoachBookedWith), [asked])
  const coaches = usePersonFilter(coachCounts, 'coaches')
  const outcomes = useListFilter('lead_outcome')
  const types = useListFilter('lead_type')
  const filters = useMemo(() => {
    const [status, readiness, source] = [countsOf(facets?.status), countsOf(facets?.leadReadiness), countsOf(facets?.leadSource)]
    const [clock, fallen] = [countsOf(asked?.clock), countsOf(asked?.fallsThrough)]
    const choice = (name: keyof LeadsSearch & string, label: string, options: FilterOption[]): Filter => ({
      kind: 'choice',
      name,
      label,
      options,
    })
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

type Facet = readonly { value: unknown; count: number }[]

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

/** Me first, then nobody, then by how many leads they hold; who left and still holds some is here too. */
function usePersonFilter(counts: Counts | undefined, who: 'everyone' | 'coaches'): FilterOption[] {
  const people = usePeople()
  const me = useActor().userId
  return useMemo(() => {
    const held = ({ id }: Person) => counts?.get(String(id)) ?? 0
    const wanted = people.filter(
      (person) => (person.isActive !== false || held(person) > 0) && (who === 'everyone' || person.role !== 'SDR'),
    )
    const first = (person: Person) => Number(person.id === me)
    const sorted = wanted.toSorted((a, b) => first(b) - first(a) || held(b) - held(a) || fullName(a).localeCompare(fullName(b)))
    const options = sorted.map((person) => personOption(person, counts, me))
    const nobody = option('none', counts, who === 'everyone' ? t('leads.unowned') : t('leads.nobody'))
    return options.toSpliced(sorted[0]?.id === me ? 1 : 0, 0, nobody)
  }, [people, counts, me, who])
}

function personOption(person: Person, counts: Counts | undefined, me: number): FilterOption {
  const mine = person.id === me
  const glyph = <PersonAvatar name={fullName(person)} mine={mine} size={20} decorative />
  return option(String(person.id), counts, mine ? t('leads.me') : fullName(person), glyph)
}

const option = (value: string, counts: Counts | undefined, label: string, glyph?: FilterOption['glyph']): FilterOption => ({
  value,
  label,
  glyph,
  ...(counts ? { count: counts.get(value) ?? 0 } : {}),
})

/** Leads without a value at all are offered only where there are some. */
const unset = (counts: Counts | undefined) => (counts?.get('none') ? [option('none', counts, t('leads.notSet'))] : [])

function countsOf(facet: readonly { value: unknown; count: number }[] | undefined): Counts | undefined {
  return facet && new Map(facet.map(({ value, count }) => [value === null ? 'none' : String(value), count]))
}

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
export function filterValues(search: LeadsSearch): FilterValues {
  return Object.fromEntries(
    names.map((name) => {
      const value = search[name]
      return [name, typeof value === 'string' ? [value] : value]
    }),
  )
}

/** And back: whatever is no value of a field falls away. */
export function withFilters(search: LeadsSearch, values: FilterValues): LeadsSearch {
  const flat = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, /(From|To)$/.test(name) ? value?.[0] : value]))
  const { view, sort, q, lead, saved, columns } = search
  return { ...readLeadsSearch(flat), view, sort, q, lead, saved, columns }
}
