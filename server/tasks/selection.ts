import { listConditions } from '../db/list.ts'
import { taskList } from './storage.ts'

/** The condition of the filters of `GET /tasks`, for work on all that match. */
export const selectedTasks = (query: Record<string, unknown>) => listConditions(taskList, { ...query, limit: 1, sort: '' })
