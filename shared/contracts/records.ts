/** Deleted records: kept whole, restored by an Admin. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, Page, SentTime } from '../inputs.ts'
import { anyId, listQuery } from '../list.ts'

export const DeletedRecord = z
  .object({
    id: Id,
    entityType: z.string(),
    entityId: Id,
    deletedById: Id.nullable(),
    deletedAt: SentTime,
  })
  .meta({ id: 'DeletedRecord' })

export const recordApi = {
  listDeleted: endpoint('GET', '/deleted-records', {
    summary: 'What was deleted, newest first',
    query: listQuery({
      sorts: ['deletedAt'],
      defaultSort: '-deletedAt',
      filters: { entityType: z.array(z.string().max(50)).optional(), entityId: anyId().optional() },
    }),
    reply: Page(DeletedRecord),
  }),
  restore: endpoint('POST', '/deleted-records/:id/restoration', {
    summary: 'Bring back a deleted record with everything that was deleted with it',
    params: z.strictObject({ id: Id }),
    reply: z.object({ entityType: z.string(), entityId: Id }),
  }),
}
