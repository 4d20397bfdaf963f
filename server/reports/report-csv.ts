/** A report as a file: its table, one line a row. */
import { reportApi } from '../../shared/contracts/reports.ts'
import type { DashboardReport } from '../../shared/reports.ts'
import { logActivity } from '../activity/activity.ts'
import { writeAs } from '../db/actor.ts'
import type { Db } from '../db/connection.ts'
import { readFromReplica } from '../db/replicas.ts'
import { csvLine, sendCsv } from '../http/csv.ts'
import type { App } from '../http/house.ts'
import { actorOf, serveOpen } from '../http/serve.ts'
import type { Period } from './period-storage.ts'
import { readPeriod, readTargets } from './reports.ts'
import { findCallers, findFunnel, findPanels, findSources, findTasks, findVisits } from './tables-storage.ts'

type Rows = Record<string, unknown>[]

const tables: Record<DashboardReport, { columns: string[]; rows: (db: Db, period: Period) => Promise<Rows> }> = {
  targets: {
    columns: ['key', 'value', 'before', 'isMet', 'count', 'of', 'stage'],
    rows: async (db, period) => (await readTargets(db, period)).data,
  },
  funnel: { columns: ['step', 'reached', 'share', 'stopped', 'medianDays'], rows: findFunnel },
  sources: { columns: ['source', 'leads', 'patients', 'share', 'cents', 'centsPerPatient'], rows: findSources },
  panels: { columns: ['userName', 'patients', 'overdueStages', 'overdueTasks'], rows: findPanels },
  calls: { columns: ['userName', 'calls', 'leads', 'days', 'leadsPerDay'], rows: findCallers },
  visits: { columns: ['status', 'count'], rows: findVisits },
  tasks: { columns: ['outcome', 'count'], rows: findTasks },
}

export function reportCsvRoute(app: App): void {
  serveOpen(app, reportApi.csv, async ({ request, reply, query }) => {
    const actor = actorOf(request)
    const { columns, rows } = tables[query.report]
    const { period, data } = await readFromReplica(app.house.database, actor, async (db) => {
      const period = await readPeriod(db, query, app.house.now())
      return { period: period.shown, data: await rows(db, period) }
    })
    await writeAs(app.house.database, actor, async (db) => {
      const details = { list: `reports/${query.report}`, from: period.from, to: period.to, count: data.length }
      logActivity(db, { entityType: 'export', entityId: actor.userId, action: 'exported', userId: actor.userId, details })
    })
    request.isTold = true
    const fileName = `${query.report} ${period.from} to ${period.to}.csv`
    return sendCsv(reply, { fileName, lines: linesOf(columns, data) })
  })
}

async function* linesOf(columns: string[], rows: Rows): AsyncGenerator<string> {
  yield `\ufeff${csvLine(columns)}`
  for (const row of rows) yield csvLine(columns.map((column) => cellOf(row[column])))
}

function cellOf(value: unknown): string | number | boolean | null {
  if (typeof value === 'number') return Number(value.toFixed(2))
  return typeof value === 'string' || typeof value === 'boolean' ? value : null
}
