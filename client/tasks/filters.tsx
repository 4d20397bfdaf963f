/** The filters of the tasks, with how many each value would leave. */
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { taskPriorities, taskStatuses } from '#shared/values'
import { t } from '../lib/messages.ts'
import { fullName, useMe } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import { PriorityMark } from '../records/PriorityMark.tsx'
import { useActor, usePeople } from '../records/people.ts'
import { taskFacetsQuery } from '../records/task-cards.ts'
import type { Filter, FilterOption, FilterValues } from '../ui/filters.ts'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { type Clock, filterQuery, readTasksSearch, type TasksSearch } from './search.ts'

/** The clock the page was opened by; it stands still while one filter does, so that a list does not start anew. */
export function usePageClock(due: TasksSearch['due']): Clock {
  const zone = useMe().clinic.timeZone
  const [kept, setKept] = useState({ due, now: Date.now() })
  if (kept.due !== due) setKept({ due, now: Date.now() })
  return useMemo(() => ({ now: kept.now, zone }), [kept.now, zone])
}

export const useFacets = (search: TasksSearch, clock: Clock) => useQuery(taskFacetsQuery(filterQuery(search, clock)))

type Counts = ReadonlyMap<string, number> | undefined

export const countsOf = (facet: readonly { value: unknown; count: number }[] | undefined): Counts =>
  facet && new Map(facet.map(({ value, count }) => [value === null ? 'none' : String(value), count]))

export function useTaskFilters(search: TasksSearch, clock: Clock): Filter[] {
  const { data: facets } = useFacets(search, clock)
  const { data: ofAnyStatus } = useFacets({ ...search, status: [...taskStatuses] }, clock)
  const assignees = usePersonOptions(countsOf(facets?.assignedToId))
  const creators = usePersonOptions(countsOf(facets?.createdById))
  return useMemo(() => {
    const [status, priority] = [countsOf(ofAnyStatus?.status), countsOf(facets?.priority)]
    return [
      choice('assignedToId', t('tasks.assignee'), assignees),
      choice(
        'status',
        t('tasks.status'),
        taskStatuses.map((value) => option(value, status, valueWord(value))),
      ),
      choice(
        'priority',
        t('tasks.priority'),
        taskPriorities.map((value) => option(value, priority, valueWord(value), <PriorityMark priority={value} />)).toReversed(),
      ),
      choice('createdById', t('tasks.createdBy'), creators),
    ]
  }, [facets, ofAnyStatus, assignees, creators])
}

const choice = (name: keyof TasksSearch & string, label: string, options: FilterOption[]): Filter => ({
  kind: 'choice',
  name,
  label,
  options,
})

const option = (value: string, counts: Counts, label: string, glyph?: FilterOption['glyph']): FilterOption => ({
  value,
  label,
  glyph,
  ...(counts ? { count: counts.get(value) ?? 0 } : {}),
})

/** Me first, then nobody, then by how many tasks they have. */
function usePersonOptions(counts: Counts): FilterOption[] {
  const people = usePeople()
  const me = useActor().userId
  return useMemo(() => {
    const held = (id: number) => counts?.get(String(id)) ?? 0
    const wanted = people.filter(({ id, isActive }) => isActive !== false || held(id) > 0)
    const sorted = wanted.toSorted(
      (a, b) => Number(b.id === me) - Number(a.id === me) || held(b.id) - held(a.id) || fullName(a).localeCompare(fullName(b)),
    )
    const options = sorted.map((person) => {
      const mine = person.id === me
      const glyph = <PersonAvatar name={fullName(person)} mine={mine} size={20} decorative />
      return option(String(person.id), counts, mine ? t('leads.me') : fullName(person), glyph)
    })
    return options.toSpliced(1, 0, option('none', counts, t('tasks.nobody').toLowerCase()))
  }, [people, counts, me])
}

const names = ['status', 'priority', 'assignedToId', 'createdById'] as const

/** The address's filters as the filter bar has them. */
export const filterValues = (search: TasksSearch): FilterValues => Object.fromEntries(names.map((name) => [name, search[name]]))

/** And back: whatever is no value of a field falls away. */
export function withFilters(search: TasksSearch, values: FilterValues): TasksSearch {
  const read = readTasksSearch(values)
  return { ...search, ...Object.fromEntries(names.map((name) => [name, read[name]])) }
}
