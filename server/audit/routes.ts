import { auditApi } from '../../shared/contracts/audit.ts'
import { sendCsv } from '../http/csv.ts'
import { forbidden } from '../http/errors.ts'
import type { App } from '../http/house.ts'
import { actorOf, serve, serveOpen } from '../http/serve.ts'
import { auditLines, auditPage, beginAuditExport } from './audit.ts'

export function auditRoutes(app: App): void {
  serve(app, auditApi.list, async ({ db, query, request }) => {
    const { json, shown } = await auditPage(db, app.house, query)
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
