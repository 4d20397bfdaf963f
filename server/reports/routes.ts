import type { Endpoint, EndpointParts } from '../../shared/contract.ts'
import { reportApi } from '../../shared/contracts/reports.ts'
import type { Db } from '../db/connection.ts'
import type { App } from '../http/house.ts'
import { serveFromReplica } from '../http/replica.ts'
import { prepared, send } from '../http/reply.ts'
import { actorOf, route, serve } from '../http/serve.ts'
import { callBuckets, taskBuckets, visitBuckets } from './buckets-storage.ts'
import { enterCosts } from './costs.ts'
import { findCosts } from './costs-storage.ts'
import { keepReports } from './kept.ts'
import type { Period, PeriodAsk } from './period-storage.ts'
import { reportCsvRoute } from './report-csv.ts'
import { readPeriod, readRows, readTargets } from './reports.ts'
import { countWork } from './storage.ts'
import { findCallers, findFunnel, findPanels, findSources, findTasks, findVisits } from './tables-storage.ts'

type Report = (db: Db, period: Period) => Promise<object>

export function reportRoutes(app: App): void {
  serveFromReplica(app, reportApi.work, async ({ db, actor }) => ({ json: await countWork(db, actor.userId) }))
  const keep = keepReports(app.house.database)
  const report = (endpoint: Endpoint<`GET ${string}`, EndpointParts>, make: Report) =>
    route(app, endpoint, async (request, reply) => {
      const json = await keep(actorOf(request), async (db) => {
        const period = await readPeriod(db, request.query as PeriodAsk, app.house.now())
        const { from, to, timeZone } = period.shown
        return { key: `${endpoint.path} ${from} ${to} ${timeZone}`, make: async (db) => JSON.stringify(await make(db, period)) }
      })
      return send(reply, endpoint, prepared(endpoint, { json }, app))
    })
  report(reportApi.targets, readTargets)
  report(reportApi.funnel, async (db, period) => ({ period: period.shown, data: await findFunnel(db, period) }))
  report(reportApi.sources, async (db, period) => ({ period: period.shown, data: await findSources(db, period) }))
  report(reportApi.panels, async (db, period) => ({ period: period.shown, data: await findPanels(db, period) }))
  report(reportApi.calls, async (db, period) => ({
    period: period.shown,
    data: await findCallers(db, period),
    buckets: await callBuckets(db, period),
  }))
  report(reportApi.visits, async (db, period) => ({
    period: period.shown,
    data: await findVisits(db, period),
    buckets: await visitBuckets(db, period),
  }))
  report(reportApi.tasks, async (db, period) => ({
    period: period.shown,
    data: await findTasks(db, period),
    buckets: await taskBuckets(db, period),
  }))
  serveFromReplica(app, reportApi.rows, async ({ db, params, query, request }) => {
    const period = await readPeriod(db, query, app.house.now())
    const { json, shown } = await readRows(db, app.house.secret, { list: params.report, period, ask: query })
    request.shown = shown
    return { json }
  })
  serveFromReplica(app, reportApi.costs, async ({ db, query }) => ({ value: { data: await findCosts(db, query) } }))
  serve(app, reportApi.setCosts, async ({ db, actor, body }) => ({ value: { data: await enterCosts(db, actor, body.costs) } }))
  reportCsvRoute(app)
}
