/** What the filters of leads, patients and tasks are made of: values with how many each would leave, people first of all me. */
import { useMemo } from 'react'
import { t } from '../lib/messages.ts'
import { fullName } from '../lib/session.ts'
import { type Person, useActor, usePeople } from '../records/people.ts'
import type { Filter, FilterOption, FilterValues } from '../ui/filters.ts'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'

export type Facet = readonly { value: unknown; count: number }[]
export type Counts = ReadonlyMap<string, number>

export function countsOf(facet: Facet | undefined): Counts | undefined {
  return facet && new Map(facet.map(({ value, count }) => [value === null ? 'none' : String(value), count]))
}

export const choice = (name: string, label: string, options: readonly FilterOption[]): Filter => ({ kind: 'choice', name, label, options })

/** Until the counts have come a value stands without a figure. */
export const option = (value: string, counts: Counts | undefined, label: string, glyph?: FilterOption['glyph']): FilterOption => ({
  value,
  label,
  glyph,
  ...(counts ? { count: counts.get(value) ?? 0 } : {}),
})

/** Me first, then nobody, then by how many they hold; who left and still holds some is here too. */
export function usePersonFilter(counts: Counts | undefined, who: 'everyone' | 'coaches', nobody: string): FilterOption[] {
  const people = usePeople()
  const me = useActor().userId
  return useMemo(() => {
    const held = ({ id }: Person) => counts?.get(String(id)) ?? 0
    const able = ({ isActive, role }: Person) => isActive !== false && (who === 'everyone' || role !== 'SDR')
    const first = (person: Person) => Number(person.id === me)
    const sorted = people
      .filter((person) => able(person) || held(person) > 0)
      .toSorted((a, b) => first(b) - first(a) || held(b) - held(a) || fullName(a).localeCompare(fullName(b)))
    const options = sorted.map((person) => personOption(person, counts, me))
    return options.toSpliced(sorted[0]?.id === me ? 1 : 0, 0, option('none', counts, nobody))
  }, [people, counts, me, who, nobody])
}

function personOption(person: Person, counts: Counts | undefined, me: number): FilterOption {
  const mine = person.id === me
  const glyph = <PersonAvatar name={fullName(person)} mine={mine} size={20} decorative />
  return option(String(person.id), counts, mine ? t('leads.me') : fullName(person), glyph)
}

/** The address's filters as the filter bar has them. */
export function valuesOf<Name extends string>(
  names: readonly Name[],
  search: { readonly [N in Name]?: string | readonly string[] },
): FilterValues {
  return Object.fromEntries(names.map((name) => [name, listed(search[name])]))
}

const listed = (value: string | readonly string[] | undefined) => (typeof value === 'string' ? [value] : value)

/** And back, as the address has them: the ends of a range stand alone. */
export const flatten = (values: FilterValues) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, /(From|To)$/.test(name) ? value?.[0] : value]))
