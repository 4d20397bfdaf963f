import { listConditions } from '../db/list.ts'
import { contactList } from './storage.ts'

/** The condition of the filters of `GET /contacts`, for work on all that match. */
export const selectedContacts = (query: Record<string, unknown>) => listConditions(contactList, { ...query, limit: 1, sort: '' })
