import { operationsApi } from '../../shared/contracts/operations.ts'
import { recordReviewApi } from '../../shared/contracts/record-reviews.ts'
import type { App } from '../http/house.ts'
import { serve } from '../http/serve.ts'
import type { Mailer } from '../mail/mail.ts'
import { sendAlarmMessages } from './alarms/alarm-messages.ts'
import { alarmSettings, alarmsOf, changeAlarmSettings, practise, removeWebhook, setWebhook } from './alarms/alarm-settings.ts'
import { askForBackup, askForDrill, backupsOf, confirmKey, drillsOf, type KnownBackups, ownOf, showKey } from './operations.ts'

import { applyReview, askForReview, reviewOf } from './review/review.ts'

export interface OperationsParts {
  own: KnownBackups
  mailer: Mailer | undefined
  origin: () => string
  allowedHosts: readonly string[]
}

export function operationsRoutes(app: App, { own, mailer, origin, allowedHosts }: OperationsParts): void {
  const { database, jobs, now, secret } = app.house
  const setting = { hasMail: mailer !== undefined, secret }
  sendAlarmMessages(jobs, { database, mailer, origin, secret, allowedHosts, now })
  serve(app, operationsApi.backups, ({ db }) => backupsOf(db, own))
  serve(app, operationsApi.backUp, ({ db, actor }) => askForBackup(db, actor, own))
  serve(app, operationsApi.drills, ({ db }) => drillsOf(db))
  serve(app, operationsApi.drill, ({ db, actor }) => askForDrill(db, actor, own))
  serve(app, operationsApi.showKey, ({ db, actor }) => showKey(db, actor, own))
  serve(app, operationsApi.confirmKey, ({ db, actor, body }) => confirmKey(db, actor, { own, ...body }))
  serve(app, operationsApi.alarms, ({ db }) => alarmsOf(db))
  serve(app, operationsApi.alarmSettings, ({ db }) => alarmSettings(db, setting))
  serve(app, operationsApi.changeAlarmSettings, ({ db, actor, body }) => changeAlarmSettings(db, actor, { ...body, setting }))
  serve(app, operationsApi.setAlarmWebhook, ({ db, actor, body }) => setWebhook(db, actor, { ...body, setting }))
  serve(app, operationsApi.removeAlarmWebhook, ({ db, actor }) => removeWebhook(db, actor))
  serve(app, operationsApi.testAlarm, ({ db, actor }) => practise(db, actor, setting))
  reviewRoutes(app, ownOf(own) !== undefined)
}

function reviewRoutes(app: App, hasBackups: boolean): void {
  const { now } = app.house
  serve(app, recordReviewApi.ask, ({ db, actor, body }) => askForReview(db, actor, { ...body, hasBackups, now: now() }))
  serve(app, recordReviewApi.review, async ({ db, params, request }) => {
    const review = await reviewOf(db, params.id)
    request.shown = [{ entityType: review.entityType, id: review.entityId }]
    return review
  })
  serve(app, recordReviewApi.apply, ({ db, actor, params, body }) => applyReview(db, actor, { ...params, ...body }))
}
