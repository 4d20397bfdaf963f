/** Tasks: who does what by when, for a lead, a contact, or the clinic itself. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, Page } from '../inputs.ts'
import { anyId, anyOf, anyReference, anyText, listQuery, timeRange } from '../list.ts'
import { NewTask, Task, TaskChanges } from '../rows/tasks.ts'
import { taskPriorities, taskStatuses } from '../values.ts'
import { TimelineEntry, TimelineQuery } from './leads.ts'
import { Recurrence, TaskSeries } from './task-series.ts'

export const taskFilters = {
  id: anyId().optional(),
  title: anyText().optional(),
  priority: anyOf(taskPriorities).optional(),
  status: anyOf(taskStatuses).optional(),
  assignedToId: anyReference().optional(),
  createdById: anyReference().optional(),
  leadId: anyReference().optional(),
  contactId: anyReference().optional(),
  dueDate: z.array(z.literal('none')).max(1).optional(),
  ...timeRange('dueDate'),
  ...timeRange('completedAt'),
  ...timeRange('createdAt'),
  ...timeRange('updatedAt'),
}
export const TaskQuery = listQuery({
  sorts: ['dueDate', 'createdAt', 'priority'],
  defaultSort: 'dueDate',
  filters: taskFilters,
})

const TaskFilterQuery = TaskQuery.pick({ q: true }).extend(taskFilters)

/** What a row of the task list shows beside the task's own columns. */
export const TaskCard = Task.extend({
  person: z
    .object({ kind: z.enum(['lead', 'contact']), id: Id, firstName: z.string(), lastName: z.string(), standing: z.string() })
    .nullable()
    .describe('Whom it is for, with their status or stage; the patient, if the lead has become one'),
  comments: z.int(),
  recurrence: TaskSeries.nullable(),
}).meta({ id: 'TaskCard' })

const Facet = z.object({ value: z.union([z.string(), Id]).nullable(), count: z.int() })
/** How many tasks each value of a field would leave, the other filters as they are. */
export const TaskFacets = z
  .object({
    total: z.int(),
    status: z.array(Facet),
    priority: z.array(Facet),
    assignedToId: z.array(Facet),
    createdById: z.array(Facet),
    due: z.array(Facet).describe("`overdue`, `today`, `week`, `later` and `none`, on the clinic's calendar; filters of due dates aside"),
  })
  .meta({ id: 'TaskFacets' })

/** A task that comes again needs a due date; without one given it follows the priority. */
const NewTaskBody = NewTask.extend({ recurrence: Recurrence.nullish() }).strict()
export type NewTaskBody = z.output<typeof NewTaskBody>

export const taskApi = {
  list: endpoint('GET', '/tasks', { summary: 'Tasks, a page at a time', query: TaskQuery, reply: Page(Task) }),
  cards: endpoint('GET', '/tasks/cards', {
    summary: 'Tasks with whom they are for, a page at a time',
    query: TaskQuery,
    reply: Page(TaskCard),
  }),
  facets: endpoint('GET', '/tasks/facets', { summary: 'Counts for each filter value', query: TaskFilterQuery, reply: TaskFacets }),
  create: endpoint('POST', '/tasks', {
    summary: 'Add a task; without a due date it follows the priority',
    body: NewTaskBody,
    reply: Task,
    status: 201,
    etag: true,
  }),
  get: endpoint('GET', '/tasks/:id', { summary: 'One task', params: IdParams, reply: Task, etag: true }),
  update: endpoint('PATCH', '/tasks/:id', { summary: 'Change a task', params: IdParams, body: TaskChanges, reply: Task, etag: true }),
  remove: endpoint('DELETE', '/tasks/:id', { summary: 'Delete a task; an Admin can restore it', params: IdParams, etag: true }),
  complete: endpoint('PUT', '/tasks/:id/completion', { summary: 'Complete a task', params: IdParams, reply: Task, etag: true }),
  timeline: endpoint('GET', '/tasks/:id/timeline', {
    summary: 'Everything that happened with a task, newest first',
    params: IdParams,
    query: TimelineQuery,
    reply: Page(TimelineEntry),
  }),
  reopen: endpoint('DELETE', '/tasks/:id/completion', { summary: 'Reopen a completed task', params: IdParams, reply: Task, etag: true }),
}
