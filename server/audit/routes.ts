import { auditApi } from '../../shared/contracts/audit.ts'
import { sendCsv } from '../http/csv.ts'
import { forbidden } from '../http/errors.ts'
import type { App } from '../http/house.ts'
import { actorOf, serveOpen } from '../http/serve.ts'
import { serveTrail } from '../http/serve-trail.ts'
import { auditLines, auditPage, beginAuditExport } from './audit.ts'

export function auditRoutes(app: App): void {
  serveTrail(app, auditApi.list, async ({ db, archived, query, request }) => {
    const { json, shown } = await auditPage(db, { secret: app.house.secret, archived }, query)
    request.shown = shown
    return { json }
  })
  serveOpen(app, auditApi.csv, async ({ request, reply, query }) => {
    const { subjects, activityId } = await beginAuditExport(app.house, actorOf(request), query)
    request.isTold = true
    // A long export ends where its right ends.
    const actor = async () => {
      const caller = await app.house.identify(request)
      if (caller?.role !== 'Admin') throw forbidden()
      return caller
    }
    return sendCsv(reply, { fileName: 'audit.csv', lines: auditLines(app.house, { ask: query, subjects, activityId, actor }) })
  })
}
