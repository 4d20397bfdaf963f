/** Tasks: who does what by when, for a lead, a contact, or the clinic itself. */
import type { z } from 'zod'
import { endpoint } from '../contract.ts'
import { IdParams, Page } from '../inputs.ts'
import { anyId, anyOf, anyReference, anyText, listQuery, timeRange } from '../list.ts'
import { NewTask, Task, TaskChanges } from '../rows.ts'
import { taskPriorities, taskStatuses } from '../values.ts'
import { TimelineEntry, TimelineQuery } from './leads.ts'
import { Recurrence } from './task-series.ts'

export const taskFilters = {
  id: anyId().optional(),
  title: anyText().optional(),
  priority: anyOf(taskPriorities).optional(),
  status: anyOf(taskStatuses).optional(),
  assignedToId: anyReference().optional(),
  createdById: anyReference().optional(),
  leadId: anyReference().optional(),
  contactId: anyReference().optional(),
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

/** A task that comes again needs a due date; without one given it follows the priority. */
const NewTaskBody = NewTask.extend({ recurrence: Recurrence.nullish() }).strict()
export type NewTaskBody = z.output<typeof NewTaskBody>

export const taskApi = {
  list: endpoint('GET', '/tasks', { summary: 'Tasks, a page at a time', query: TaskQuery, reply: Page(Task) }),
  create: endpoint('POST', '/tasks', {
    summary: 'Add a task; without a due date it follows the priority',
    body: NewTaskBody,
    reply: Task,
    status: 201,
    etag: true,
  }),
  get: endpoint('GET', '/tasks/:id', { summary: 'One task', params: IdParams, reply: Task, etag: true }),
  update: endpoint('PATCH', '/tasks/:id', { summary: 'Change a task', params: IdParams, body: TaskChanges, reply: Task, etag: true }),
  remove: endpoint('DELETE', '/tasks/:id', { summary: 'Delete a task; an Admin can restore it', params: IdParams }),
  complete: endpoint('PUT', '/tasks/:id/completion', { summary: 'Complete a task', params: IdParams, reply: Task, etag: true }),
  timeline: endpoint('GET', '/tasks/:id/timeline', {
    summary: 'Everything that happened with a task, newest first',
    params: IdParams,
    query: TimelineQuery,
    reply: Page(TimelineEntry),
  }),
  reopen: endpoint('DELETE', '/tasks/:id/completion', { summary: 'Reopen a completed task', params: IdParams, reply: Task, etag: true }),
}
