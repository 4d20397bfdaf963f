/** Messages in the portal. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, Page, SentTime } from '../inputs.ts'
import { FileRow } from './files.ts'
import { TimelineQuery } from './leads.ts'
import { NewMessage } from './messages.ts'

const OwnMessage = z
  .object({
    id: Id,
    author: z.string().nullable().describe('Who of the clinic wrote it; `null`: the patient'),
    body: z.string(),
    createdAt: SentTime,
    readAt: SentTime.nullable().describe('When the other side first saw it'),
    files: z.array(FileRow.omit({ userId: true, messageId: true })),
  })
  .meta({ id: 'OwnMessage' })

export const portalMessageApi = {
  list: endpoint('GET', '/portal/messages', {
    summary: 'Messages with the clinic, newest first',
    query: TimelineQuery,
    reply: Page(OwnMessage).extend({
      unread: z.int().describe('From the clinic, not yet read'),
      replyHours: z.int().describe('The clinic answers within so many hours'),
    }),
  }),
  send: endpoint('POST', '/portal/messages', { summary: 'Write to the clinic', body: NewMessage, reply: OwnMessage, status: 201 }),
  read: endpoint('PUT', '/portal/messages/reading', { summary: 'Mark all messages from the clinic as read' }),
}
