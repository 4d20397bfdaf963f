/** Messages between a patient and the clinic. They belong to the person, whoever of the staff reads them. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, isBlank, Page, prose, SentTime } from '../inputs.ts'
import { pageSize } from '../values.ts'
import { FileRow } from './files.ts'
import { TimelineQuery } from './leads.ts'

export const messageLimits = { body: 10_000, files: 5 } as const

export const NewMessage = z
  .strictObject({
    body: prose(messageLimits.body).trim(),
    fileIds: z.array(z.uuid()).max(messageLimits.files).optional().describe('Files that were uploaded for it, by whoever sends it'),
  })
  .refine(({ body, fileIds }) => !isBlank(body) || fileIds?.length, { path: ['body'], message: 'is required' })

export const Message = z
  .object({
    id: Id,
    userId: Id.nullable().describe('Who of the staff wrote it; `null`: the patient'),
    body: z.string(),
    createdAt: SentTime,
    readAt: SentTime.nullable().describe('When the other side first saw it'),
    readById: Id.nullable(),
    files: z.array(FileRow),
  })
  .meta({ id: 'Message' })

const Talk = z
  .object({
    leadId: Id,
    contactId: Id.nullable(),
    firstName: z.string(),
    lastName: z.string(),
    ownerId: Id.nullable().describe('Whose they are: the coach of a patient, the owner of a lead'),
    lastBody: z.string().describe('The beginning of the newest message'),
    lastAt: SentTime,
    lastUserId: Id.nullable(),
    unread: z.int().describe('Messages of theirs that nobody has read'),
    waitsSince: SentTime.nullable().describe('Since when they wait for an answer'),
  })
  .meta({ id: 'Talk' })

const TalkQuery = z.strictObject({
  limit: z.int().min(1).max(pageSize.largest).default(pageSize.default),
  cursor: z.string().max(2000).optional(),
  ownerId: z.union([Id, z.literal('none')]).optional(),
  waiting: z.boolean().optional().describe('Only those who wait for an answer'),
})

const list = <const P extends string>(path: P, of: string) =>
  endpoint('GET', path, { summary: `Messages with ${of}, newest first`, params: IdParams, query: TimelineQuery, reply: Page(Message) })
const send = <const P extends string>(path: P, to: string) =>
  endpoint('POST', path, { summary: `Write to ${to}`, params: IdParams, body: NewMessage, reply: Message, status: 201 })
const read = <const P extends string>(path: P, of: string) =>
  endpoint('PUT', path, { summary: `Mark all messages of ${of} as read`, params: IdParams })

export const messageApi = {
  talks: endpoint('GET', '/messages', {
    summary: 'People with messages: those with unread ones first, then the newest',
    query: TalkQuery,
    reply: Page(Talk).extend({ waiting: z.int().describe('People who wait for an answer, up to 100'), replyHours: z.int() }),
  }),
  ofLead: list('/leads/:id/messages', 'a lead'),
  ofContact: list('/contacts/:id/messages', 'a patient'),
  toLead: send('/leads/:id/messages', 'a lead'),
  toContact: send('/contacts/:id/messages', 'a patient'),
  readOfLead: read('/leads/:id/messages/reading', 'a lead'),
  readOfContact: read('/contacts/:id/messages/reading', 'a patient'),
}
export type Message = z.output<typeof Message>
