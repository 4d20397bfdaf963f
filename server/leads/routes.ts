import { exportApi } from '../../shared/contracts/exports.ts'
import { leadApi } from '../../shared/contracts/leads.ts'
import { serveExport } from '../exports/exports.ts'
import type { App } from '../http/house.ts'
import { serveList, serveRow } from '../http/lists.ts'
import { serve } from '../http/serve.ts'
import { serveTrail } from '../http/serve-trail.ts'
import { boardCards } from './board-storage.ts'
import { listCalls, logCall, takeBackCall } from './calls.ts'
import { convertLead, convertReadyLeads } from './conversion.ts'
import { keepLeadCounts } from './counting.ts'
import { duplicatesLike, duplicatesOf } from './duplicates.ts'
import { leadFacets } from './facets.ts'
import { addLead, changeLead, claimLead, deleteLead, releaseLead } from './leads.ts'
import { leadRestriction, restrictLead, unrestrictLead } from './restriction.ts'
import { leadList, leadStatement } from './storage.ts'
import { leadStages, leadStanding, leadTimeline } from './timeline.ts'

export function leadRoutes(app: App): void {
  const { database, jobs, now, secret } = app.house
  keepLeadCounts(app)
  jobs.schedule('leads.convert-ready', '* * * * *', async () => void (await convertReadyLeads(database)))
  serveList(app, leadApi.list, () => leadList)
  serveExport(app, exportApi.leads, leadList)
  serveList(app, leadApi.board, () => boardCards)
  serveRow(app, leadApi.get, 'Lead', leadStatement)
  serve(app, leadApi.create, ({ db, actor, body }) => addLead(db, actor, body))
  serve(app, leadApi.update, ({ db, actor, params, body: { statusReason, ...changes }, ifMatch }) =>
    changeLead(db, actor, params.id, { changes, statusReason, ifMatch }),
  )
  serve(app, leadApi.remove, ({ db, actor, params, ifMatch }) => deleteLead(db, actor, params.id, ifMatch))
  serve(app, leadApi.facets, ({ db, actor, query }) => leadFacets(db, actor, query))
  serve(app, leadApi.findDuplicates, ({ db, query }) => duplicatesLike(db, query))
  serve(app, leadApi.duplicates, ({ db, params }) => duplicatesOf(db, params.id))
  serve(app, leadApi.claim, ({ db, actor, params, ifMatch }) => claimLead(db, actor, params.id, { now: now(), ifMatch }))
  serve(app, leadApi.release, ({ db, actor, params, ifMatch }) => releaseLead(db, actor, params.id, ifMatch))
  serve(app, leadApi.calls, ({ db, params }) => listCalls(db, params.id))
  serve(app, leadApi.logCall, ({ db, actor, params, body }) => logCall(db, actor, params.id, body))
  serve(app, leadApi.takeBackCall, ({ db, actor, params }) => takeBackCall(db, actor, params))
  serve(app, leadApi.convert, ({ db, actor, params, body }) => convertLead(db, actor, params.id, body ?? {}))
  serveTrail(app, leadApi.timeline, ({ db, archived, params, query }) => leadTimeline(db, { secret, archived }, params.id, query))
  serve(app, leadApi.stages, ({ db, params }) => leadStages(db, params.id))
  serve(app, leadApi.standing, ({ db, params }) => leadStanding(db, params.id))
  serve(app, leadApi.restriction, ({ db, params }) => leadRestriction(db, params.id))
  serve(app, leadApi.restrict, ({ db, actor, params, body }) => restrictLead(db, actor, params.id, body.reason))
  serve(app, leadApi.unrestrict, ({ db, actor, params }) => unrestrictLead(db, actor, params.id))
}
