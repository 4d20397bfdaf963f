import { listConditions } from '../db/list.ts'
import { leadList } from './storage.ts'

/** The condition of the filters of `GET /leads`, for work on all that match. */
export const selectedLeads = (query: Record<string, unknown>) => listConditions(leadList, { ...query, limit: 1, sort: '' })
