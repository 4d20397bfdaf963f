/** The filters of the tasks, with how many each value would leave. */
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { taskPriorities, taskStatuses } from '#shared/values'
import { t } from '../lib/messages.ts'
import { useMe } from '../lib/session.ts'
import { valueWord } from '../lib/value-words.ts'
import { choice, countsOf, option, usePersonFilter, valuesOf } from '../lists/filter-options.tsx'
import { PriorityMark } from '../records/tasks/PriorityMark.tsx'
import { taskFacetsQuery } from '../records/tasks/task-cards.ts'
import type { Filter, FilterValues } from '../ui/filters.ts'
import { type Clock, filterQuery, readTasksSearch, type TasksSearch } from './search.ts'

/** The clock the page was opened by; it stands still while one filter does, so that a list does not start anew. */
export function usePageClock(due: TasksSearch['due']): Clock {
  const zone = useMe().clinic.timeZone
  const [kept, setKept] = useState({ due, now: Date.now() })
  if (kept.due !== due) setKept({ due, now: Date.now() })
  return useMemo(() => ({ now: kept.now, zone }), [kept.now, zone])
}

export const useFacets = (search: TasksSearch, clock: Clock) => useQuery(taskFacetsQuery(filterQuery(search, clock)))

export function useTaskFilters(search: TasksSearch, clock: Clock): Filter[] {
  const { data: facets } = useFacets(search, clock)
  const { data: ofAnyStatus } = useFacets({ ...search, status: [...taskStatuses] }, clock)
  const nobody = t('tasks.nobody').toLowerCase()
  const assignees = usePersonFilter(countsOf(facets?.assignedToId), 'everyone', nobody)
  const creators = usePersonFilter(countsOf(facets?.createdById), 'everyone', nobody)
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

const names = ['status', 'priority', 'assignedToId', 'createdById'] as const

/** The address's filters as the filter bar has them. */
export const filterValues = (search: TasksSearch) => valuesOf(names, search)

/** And back: whatever is no value of a field falls away. */
export function withFilters(search: TasksSearch, values: FilterValues): TasksSearch {
  const read = readTasksSearch(values)
  return { ...search, ...Object.fromEntries(names.map((name) => [name, read[name]])) }
}
