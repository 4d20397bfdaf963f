/** Tasks that the patient sees and does themselves. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, SentTime } from '../inputs.ts'
import { anyId } from '../list.ts'

const TaskSharing = z
  .object({ taskId: Id, isShared: z.boolean(), doneAt: SentTime.nullable().describe('When the patient said so') })
  .meta({ id: 'TaskSharing' })

const shared = { params: IdParams, reply: TaskSharing } as const

export const taskSharingApi = {
  list: endpoint('GET', '/task-sharings', {
    summary: 'Which of these tasks their patients see',
    query: z.strictObject({ taskId: anyId() }),
    reply: z.object({ data: z.array(TaskSharing) }),
  }),
  get: endpoint('GET', '/tasks/:id/sharing', { summary: 'Whether the patient sees a task', ...shared }),
  share: endpoint('PUT', '/tasks/:id/sharing', { summary: 'Share a task with its patient', ...shared }),
  stop: endpoint('DELETE', '/tasks/:id/sharing', { summary: 'Share a task no longer', ...shared, status: 200 }),
}
