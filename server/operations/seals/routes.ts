import { auditTrailApi } from '../../../shared/contracts/audit-trail.ts'
import type { Config } from '../../config.ts'
import type { App } from '../../http/house.ts'
import { serve } from '../../http/serve.ts'
import type { Mailer } from '../../mail/mail.ts'
import { auditJobs } from './audit-jobs.ts'
import { askForCheck, hold, release, wishAnchors } from './audit-trail.ts'
import { findHolds, findState } from './audit-trail-storage.ts'

export function auditTrailRoutes(app: App, { config, mailer }: { config: Config; mailer: Mailer | undefined }): void {
  const { database, jobs } = app.house
  auditJobs({ config, database, jobs, mailer })
  const settings = { hasMail: mailer !== undefined, retentionMonths: config.activityRetentionMonths ?? null }
  serve(app, auditTrailApi.state, async ({ db }) => ({ json: await findState(db, settings) }))
  serve(app, auditTrailApi.settings, ({ db, actor, body }) => wishAnchors(db, actor, body))
  serve(app, auditTrailApi.check, ({ db, actor }) => askForCheck(db, actor))
  serve(app, auditTrailApi.holds, async ({ db, request }) => {
    const { json, holds } = await findHolds(db)
    request.shown = holds.flatMap(({ entityType, entityId }) => (entityType && entityId !== null ? [{ entityType, id: entityId }] : []))
    return { json }
  })
  serve(app, auditTrailApi.hold, ({ db, actor, body }) => hold(db, actor, body))
  serve(app, auditTrailApi.release, ({ db, actor, params }) => release(db, actor, params.id))
}
