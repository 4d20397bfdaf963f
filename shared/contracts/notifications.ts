/** Notifications: what a person is told, and how they like it. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, SentTime } from '../inputs.ts'
import { notificationKinds, pageSize } from '../values.ts'

export const Notification = z
  .object({
    id: Id,
    kind: z.enum(notificationKinds),
    entityType: z
      .enum(['lead', 'contact', 'task', 'appointment', 'user', 'leads', 'contacts', 'tasks', 'appointments'])
      .describe('A plural stands for many that were given at once'),
    entityId: z.int(),
    /** What the record is called now; nothing where it stands for many. */
    title: z.string().nullable(),
    /** Of a task or appointment: whose it is. */
    leadId: Id.nullable(),
    contactId: Id.nullable(),
    /** Who did it; nobody when time did. */
    actorId: Id.nullable(),
    createdAt: SentTime,
    readAt: SentTime.nullable(),
  })
  .meta({ id: 'Notification' })

export const NotificationPage = z
  .object({ data: z.array(Notification), nextCursor: z.string().nullable(), unread: z.int().describe('Counted up to 100') })
  .meta({ id: 'NotificationPage' })

const Wish = z.object({ inApp: z.boolean(), byMail: z.boolean() })
export const NotificationPreferences = z
  .object({
    preferences: z.object({ assigned: Wish, mentioned: Wish, overdue: Wish, claimed: Wish, message: Wish, asked: Wish }),
    /** Whether a mail server is set; without one nothing is mailed. */
    mails: z.boolean(),
  })
  .meta({ id: 'NotificationPreferences' })
const WishChange = z.strictObject({ inApp: z.boolean().optional(), byMail: z.boolean().optional() })

export const notificationApi = {
  list: endpoint('GET', '/notifications', {
    summary: 'What one was told, newest first; of records one may still see',
    query: z.strictObject({
      limit: z.int().min(1).max(pageSize.largest).default(pageSize.default),
      cursor: z.string().max(2000).optional(),
      unread: z.boolean().optional().describe('Only those that are not read'),
    }),
    reply: NotificationPage,
  }),
  read: endpoint('PUT', '/notifications/:id/reading', { summary: 'Mark as read', params: IdParams }),
  unread: endpoint('DELETE', '/notifications/:id/reading', { summary: 'Mark as not read', params: IdParams }),
  readAll: endpoint('PUT', '/notifications/reading', { summary: 'Mark all as read' }),
  preferences: endpoint('GET', '/me/notification-preferences', {
    summary: 'What one wants to be told, and where',
    reply: NotificationPreferences,
  }),
  changePreferences: endpoint('PATCH', '/me/notification-preferences', {
    summary: 'Change what one is told of',
    body: z.strictObject({
      assigned: WishChange.optional(),
      mentioned: WishChange.optional(),
      overdue: WishChange.optional(),
      claimed: WishChange.optional(),
      asked: WishChange.optional(),
      message: WishChange.optional(),
    }),
    reply: NotificationPreferences,
  }),
}
