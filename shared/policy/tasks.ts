/** Tasks, whom they are shared with, one's own day. */
import { isAdmin, type Routes, type Someone, staff } from './roles.ts'

export const taskRoutes = {
  'GET /tasks': staff,
  'POST /tasks': staff,
  'GET /tasks/cards': staff,
  'GET /tasks/facets': staff,
  'GET /tasks/:id': staff,
  'PATCH /tasks/:id': staff,
  'DELETE /tasks/:id': staff,
  'PUT /tasks/:id/completion': staff,
  'DELETE /tasks/:id/completion': staff,
  'GET /tasks/:id/recurrence': staff,
  'PUT /tasks/:id/recurrence': staff,
  'DELETE /tasks/:id/recurrence': staff,
  'GET /tasks/:id/timeline': staff,
  'GET /task-sharings': staff,
  'GET /tasks/:id/sharing': staff,
  'PUT /tasks/:id/sharing': staff,
  'DELETE /tasks/:id/sharing': staff,
  'GET /my-day/panel': staff,
  'GET /my-day/queue': staff,
} as const satisfies Routes

interface TaskRow {
  assignedToId: number | null
  createdById: number | null
  leadId: number | null
  contactId: number | null
}

const touches = (actor: Someone, task: TaskRow) => task.assignedToId === actor.userId || task.createdById === actor.userId

export const taskRules = {
  create: () => true,
  update: (actor: Someone, task: TaskRow) =>
    isAdmin(actor) || touches(actor, task) || (actor.role === 'SDR' ? task.leadId !== null : task.contactId !== null),
}
