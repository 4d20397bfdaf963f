/** Saved views: filters, sort and columns of a list under a name, for oneself or for everybody. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, line, prose, SentTime } from '../inputs.ts'
import { limits, viewPages } from '../values.ts'

const page = z.enum(viewPages)
/** The search part of the page's address, without its `?`. */
const search = prose(4000).refine((text) => !text.startsWith('?'), 'begins with the first name, not with a question mark')

export const SavedView = z
  .object({
    id: Id,
    page,
    name: z.string(),
    ownerId: Id,
    isShared: z.boolean(),
    search: z.string(),
    isDefault: z.boolean().describe("Whether the caller's page opens with it"),
    createdAt: SentTime,
    updatedAt: SentTime,
  })
  .meta({ id: 'SavedView' })

export const viewApi = {
  list: endpoint('GET', '/views', {
    summary: 'Saved views: one’s own and those shared by others, by name',
    query: z.strictObject({ page: page.optional() }),
    reply: z.object({ data: z.array(SavedView) }),
  }),
  create: endpoint('POST', '/views', {
    summary: 'Save a view',
    body: z.strictObject({ page, name: line(limits.shortText), search, isShared: z.boolean().default(false) }),
    reply: SavedView,
    status: 201,
  }),
  update: endpoint('PATCH', '/views/:id', {
    summary: 'Change a view: its owner, and an Admin those that are shared',
    params: IdParams,
    body: z.strictObject({ name: line(limits.shortText).optional(), search: search.optional(), isShared: z.boolean().optional() }),
    reply: SavedView,
  }),
  remove: endpoint('DELETE', '/views/:id', { summary: 'Delete a view', params: IdParams }),
  makeDefault: endpoint('PUT', '/views/:id/default', {
    summary: 'Open one’s page with this view',
    params: IdParams,
    reply: SavedView,
  }),
  dropDefault: endpoint('DELETE', '/views/:id/default', { summary: 'Open one’s page without this view', params: IdParams }),
}
