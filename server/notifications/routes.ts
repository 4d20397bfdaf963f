import { notificationApi } from '../../shared/contracts/notifications.ts'
import type { App } from '../http/house.ts'
import { serve } from '../http/serve.ts'
import type { Mailer } from '../mail/mail.ts'
import { mailNotices } from './mailing.ts'
import { listNotifications, markAllNotifications, markNotification } from './notifications.ts'
import { watchTime } from './overdue.ts'
import { changePreferences, preferencesOf } from './preferences.ts'

export function notificationRoutes(app: App, { mailer, origin }: { mailer: Mailer | undefined; origin: () => string }): void {
  const { database, jobs, now, secret } = app.house
  const mails = mailer !== undefined
  watchTime(jobs, database, now)
  if (mailer) mailNotices(jobs, { database, mailer, origin, now })
  serve(app, notificationApi.list, async ({ db, query, request }) => {
    const { json, shown } = await listNotifications(db, secret, query)
    request.shown = shown
    return { json }
  })
  serve(app, notificationApi.read, ({ db, actor, params }) => markNotification(db, actor, params.id, { read: true, now: now() }))
  serve(app, notificationApi.unread, ({ db, actor, params }) => markNotification(db, actor, params.id, { read: false, now: now() }))
  serve(app, notificationApi.readAll, ({ db, actor }) => markAllNotifications(db, actor, now()))
  serve(app, notificationApi.preferences, ({ db, actor }) => preferencesOf(db, actor, mails))
  serve(app, notificationApi.changePreferences, ({ db, actor, body }) => changePreferences(db, actor, body, mails))
}
