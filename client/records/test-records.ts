/** Rows for the tests of this room and of those that use it. */
import type { Task } from './record.ts'

const made = '2026-11-20T09:00:00.000Z'

export const aTask = (given: Partial<Task> = {}): Task => ({
  id: 1,
  title: 'Call Maren Oduya',
  description: null,
  priority: 'Medium',
  status: 'Pending',
  assignedToId: 7,
  createdById: 7,
  leadId: 1,
  contactId: null,
  dueDate: made,
  completedAt: null,
  createdAt: made,
  updatedAt: made,
  ...given,
})
