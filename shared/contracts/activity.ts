/** Activity: the trail of what was done, newest first. It is read, never written. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { IdParams, Page } from '../inputs.ts'
import { anyId, anyReference, anyText, listQuery, timeRange } from '../list.ts'
import { Activity } from '../rows/activity.ts'

/** The trail has one order and holds no names to search. */
export const ActivityQuery = listQuery({
  sorts: ['createdAt'],
  defaultSort: '-createdAt',
  filters: {
    id: anyId().optional(),
    entityType: anyText().optional(),
    entityId: anyId().optional(),
    action: anyText().optional(),
    userId: anyReference().optional(),
    ...timeRange('createdAt'),
  },
})
  .omit({ q: true })
  .extend({ sort: z.literal('-createdAt').default('-createdAt') })

export const activityApi = {
  list: endpoint('GET', '/activity', { summary: 'What was done, newest first', query: ActivityQuery, reply: Page(Activity) }),
  get: endpoint('GET', '/activity/:id', { summary: 'One entry of the trail', params: IdParams, reply: Activity, etag: true }),
}
