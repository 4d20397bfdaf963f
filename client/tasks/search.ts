/** What the tasks page keeps in its address, and how that is asked of the API. */
import { type TaskPriority, type TaskStatus, taskPriorities, taskStatuses } from '#shared/values'
import { idIn, oneOf, references, referencesIn, someOf, textIn } from '../lib/search-params.ts'
import { openStatuses } from '../records/tasks/open-tasks.ts'
import type { TaskFilterQuery, TaskQuery } from '../records/tasks/task-cards.ts'
import { type DueFilter, dueFilters, dueRange } from '../records/tasks/task-due.ts'

export const taskSorts = ['dueDate', '-dueDate', '-priority', 'priority', '-createdAt', 'createdAt'] as const
export type TaskSort = (typeof taskSorts)[number]
export const usualSort: TaskSort = 'dueDate'

export type TasksSearch = {
  /** Without it, what is open. */
  status?: TaskStatus[]
  priority?: TaskPriority[]
  /** Ids as text, or `none`. */
  assignedToId?: string[]
  createdById?: string[]
  due?: DueFilter
  leadId?: number
  contactId?: number
  sort?: TaskSort
  q?: string
  /** The open one. */
  task?: number
  saved?: number
  columns?: string
}

export function readTasksSearch(raw: Record<string, unknown>): TasksSearch {
  return {
    status: someOf(raw, 'status', taskStatuses),
    priority: someOf(raw, 'priority', taskPriorities),
    assignedToId: referencesIn(raw, 'assignedToId'),
    createdById: referencesIn(raw, 'createdById'),
    due: oneOf(raw, 'due', dueFilters),
    leadId: idIn(raw, 'leadId'),
    contactId: idIn(raw, 'contactId'),
    sort: oneOf(raw, 'sort', taskSorts),
    q: textIn(raw, 'q'),
    task: idIn(raw, 'task'),
    saved: idIn(raw, 'saved'),
    columns: textIn(raw, 'columns'),
  }
}

/** When, and on which clock: what is due today depends on it. */
export type Clock = { now: number; zone: string }

export function filterQuery(search: TasksSearch, { now, zone }: Clock): TaskFilterQuery {
  return {
    q: search.q,
    status: search.status ?? [...openStatuses],
    priority: search.priority,
    assignedToId: references(search.assignedToId),
    createdById: references(search.createdById),
    leadId: search.leadId === undefined ? undefined : [search.leadId],
    contactId: search.contactId === undefined ? undefined : [search.contactId],
    ...(search.due ? dueRange(search.due, now, zone) : {}),
  }
}

export const listQuery = (search: TasksSearch, clock: Clock): TaskQuery => ({
  ...filterQuery(search, clock),
  sort: search.sort ?? usualSort,
})

const filters = ['status', 'priority', 'assignedToId', 'createdById', 'due', 'leadId', 'contactId', 'q'] as const

export const isFiltered = (search: TasksSearch) => filters.some((name) => search[name] !== undefined)

/** The same page without filters and search. */
export const unfiltered = ({ sort, task, columns }: TasksSearch): TasksSearch => ({ sort, task, columns })
