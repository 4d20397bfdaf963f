/** Lists as CSV files: the rows of the list, under its filters, page after page as they leave. */

import type { FastifyRequest } from 'fastify'
import type { Endpoint, EndpointParts } from '../../shared/contract.ts'
import { exportColumns, staffNameOf } from '../../shared/contracts/exports.ts'
import type { ListQuery } from '../../shared/list.ts'
import { logActivity } from '../activity/activity.ts'
import { writeAs } from '../db/actor.ts'
import type { Position } from '../db/cursor.ts'
import { countStatement, listStatement, type NamedList } from '../db/list.ts'
import { runOnReplica } from '../db/replicas.ts'
import { type CsvOptions, csvLine, sendCsv } from '../http/csv.ts'
import { forbidden } from '../http/errors.ts'
import type { App, Caller } from '../http/house.ts'
import { actorOf, serveOpen } from '../http/serve.ts'
import { entryJustWritten, noteExported } from './exported.ts'
import { namesOfStaff } from './storage.ts'

type Exported = NamedList
type Wish = { columns?: string[] | undefined; escapeFormulas: boolean; bom: boolean }
type Job = {
  app: App
  request: FastifyRequest
  list: Exported
  query: ListQuery
  wish: Wish
  names: Map<unknown, string>
  activityId: number
}

const rowsAtOnce = 1000

export function serveExport(app: App, endpoint: Endpoint<string, EndpointParts>, list: Exported): void {
  serveOpen(app, endpoint, async ({ request, reply }) => {
    const { columns, escapeFormulas, bom, ...filters } = request.query as unknown as Wish & Omit<ListQuery, 'limit'>
    const query: ListQuery = { ...filters, sort: String(filters.sort), limit: rowsAtOnce }
    const { names, activityId } = await begin(app, actorOf(request), list, query)
    request.isTold = true
    const job: Job = { app, request, list, query, wish: { columns, escapeFormulas, bom }, names, activityId }
    return sendCsv(reply, { fileName: `${list.name}.csv`, lines: linesOf(job) })
  })
}

/** Said before the first row leaves, so that no abort can hide it. Answers the names of the staff and the entry's number. */
async function begin(app: App, actor: Caller, list: Exported, query: ListQuery) {
  const [count] = await runOnReplica(app.house.database, actor, countStatement(list.name, list, query))
  return writeAs(app.house.database, actor, async (db) => {
    const details = { list: list.name, count: Number(count?.[0] ?? 0), filters: traceable(query) }
    logActivity(db, { entityType: 'export', entityId: actor.userId, action: 'exported', userId: actor.userId, details })
    return { names: await namesOfStaff(db), activityId: await entryJustWritten(db) }
  })
}

/** Filters as the trail may keep them: what somebody searched for is a person's name more often than not. */
function traceable(query: ListQuery): Record<string, unknown> {
  const kept = Object.entries(query).filter(([name, value]) => value !== undefined && name !== 'limit')
  return Object.fromEntries(kept.map(([name, value]) => [name, told.test(name) ? value : true]))
}
const told = /^(sort|status|stage|priority|lead(Source|Readiness)|.*(Id|From|To)|healthCoachBookedWith)$/

async function* linesOf(job: Job): AsyncGenerator<string> {
  const { wish, list } = job
  const columns = wish.columns ?? exportColumns(list.access)
  const options: CsvOptions = { formulas: wish.escapeFormulas ? 'escaped' : 'kept' }
  yield `${wish.bom ? '\ufeff' : ''}${csvLine(columns, options)}`
  const read = readerOf(columns, list, job.names)
  for await (const page of pagesOf(job)) {
    yield page.map((row) => csvLine(read(row), options)).join('')
  }
}

async function* pagesOf({ app, request, list, query, activityId }: Job): AsyncGenerator<Record<string, unknown>[]> {
  const { role } = actorOf(request)
  let after: Position | undefined
  for (;;) {
    const actor = await stillAllowed(app, request, role)
    const rows = await runOnReplica(app.house.database, actor, listStatement(list.name, list, query, after))
    const page = rows.slice(0, rowsAtOnce)
    await noteExported(app.house.database, actor, { activityId, entityType: singular(list.name), ids: page.map((row) => Number(row[1])) })
    yield page.map((row) => JSON.parse(String(row[0])))
    const last = page.at(-1)
    if (!last || rows.length <= rowsAtOnce) return
    after = { sort: query.sort, value: last[2] === null ? beyondAll(query.sort) : String(last[2]), id: Number(last[1]) }
  }
}

/** Lists are named as many. */
const singular = (name: string) => name.replace(/s$/, '')

const beyondAll = (sort: string) => (sort.startsWith('-') ? '-infinity' : 'infinity')

/** A long export ends where its right ends. */
async function stillAllowed(app: App, request: FastifyRequest, role: Caller['role']): Promise<Caller> {
  const caller = await app.house.identify(request)
  if (caller?.role !== role) throw forbidden()
  return caller
}

function readerOf(columns: string[], list: Exported, names: Map<unknown, string>) {
  const sources = new Map(Object.keys(list.access).map((column) => [staffNameOf(column) ?? '', column]))
  return (row: Record<string, unknown>) =>
    columns.map((column) => {
      const reference = sources.get(column)
      return asCell(reference && !(column in row) ? names.get(row[reference]) : row[column])
    })
}

function asCell(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : JSON.stringify(value)
}
