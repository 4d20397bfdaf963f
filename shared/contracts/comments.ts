/** Comments: what staff say to one another about a lead, a patient or a task; part of its timeline. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, Page, passage, SentTime } from '../inputs.ts'
import { limits } from '../values.ts'
import { TimelineQuery } from './leads.ts'

export const Comment = z
  .object({
    id: Id,
    entityType: z.enum(['lead', 'contact', 'task']),
    entityId: Id,
    userId: Id,
    body: z.string(),
    mentions: z.array(Id).describe('Active users named in it with `@Name`'),
    createdAt: SentTime,
  })
  .meta({ id: 'Comment' })

const NewComment = z.strictObject({
  body: passage(limits.comment).describe('`@First Last`, or `@First` where only one active user is called so, mentions that user'),
})

const list = <const P extends string>(path: P, of: string) =>
  endpoint('GET', path, { summary: `Comments on ${of}, newest first`, params: IdParams, query: TimelineQuery, reply: Page(Comment) })
const add = <const P extends string>(path: P, of: string) =>
  endpoint('POST', path, { summary: `Comment on ${of}`, params: IdParams, body: NewComment, reply: Comment, status: 201 })

export const commentApi = {
  ofLead: list('/leads/:id/comments', 'a lead'),
  onLead: add('/leads/:id/comments', 'a lead'),
  ofContact: list('/contacts/:id/comments', 'a contact'),
  onContact: add('/contacts/:id/comments', 'a contact'),
  ofTask: list('/tasks/:id/comments', 'a task'),
  onTask: add('/tasks/:id/comments', 'a task'),
  remove: endpoint('DELETE', '/comments/:id', {
    summary: 'Delete a comment of one’s own; an Admin any, and restores it',
    params: IdParams,
  }),
}
export type Comment = z.output<typeof Comment>
