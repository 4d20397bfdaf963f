/** Rows and pages whose JSON PostgreSQL writes: read in one round trip and passed through. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Endpoint, EndpointParts } from '../../shared/contract.ts'
import type { ListQuery } from '../../shared/list.ts'
import { readCursor, writeCursor } from '../db/cursor.ts'
import { countStatement, type ListDefinition, listStatement } from '../db/list.ts'
import { readQuickly } from '../db/shared-trips.ts'
import type { Statement } from '../db/statement.ts'
import { readText } from '../db/trip.ts'
import { badInput, notFound } from './errors.ts'
import type { App, Caller } from './house.ts'
import { actorOf, etagOf, route } from './serve.ts'

const json = 'application/json; charset=utf-8'

/** One row by its id: `statement` answers [json text], or nothing for a 404 that names `what`. */
export function serveRow(
  app: App,
  endpoint: Endpoint<string, EndpointParts>,
  what: string,
  statement: (id: number, actor: Caller) => Statement,
) {
  route(app, endpoint, async (request, reply) => {
    const { id } = request.params as { id: number }
    const actor = actorOf(request)
    const [row] = await readQuickly(app.house.database, actor, statement(id, actor))
    if (!row) throw notFound(what)
    request.shownIds = [id]
    const text = row[0] as string
    return reply.header('cache-control', 'no-store').header('etag', etagOf(text)).type(json).send(text)
  })
}

/** A list as `api.md` says; `definition` may depend on who asks. */
export function serveList(
  app: App,
  endpoint: Endpoint<string, EndpointParts>,
  definition: (actor: Caller) => ListDefinition & { name: string },
) {
  route(app, endpoint, async (request, reply) => {
    const actor = actorOf(request)
    return sendPage(app, request, reply, definition(actor), actor)
  })
}

async function sendPage(app: App, request: FastifyRequest, reply: FastifyReply, list: ListDefinition & { name: string }, actor: Caller) {
  const query = request.query as ListQuery
  const { database, secret } = app.house
  const after = query.cursor === undefined ? undefined : readCursor(secret, query.cursor, query.sort)
  if (query.cursor !== undefined && !after) {
    throw badInput({ path: 'cursor', message: 'is not a cursor of this list and sort' })
  }
  const rows = await readText(database, actor, listStatement(list.name, list, query, after))
  const total = query.count ? await readText(database, actor, countStatement(list.name, list, query)) : undefined
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  const next = last ? writeCursor(secret, { sort: query.sort, value: last[2] ?? nullsLast(query.sort), id: Number(last[1]) }) : null
  request.shownIds = shown.map(([, id]) => Number(id))
  const text = `{"data":[${shown.map(([row]) => row).join(',')}],"nextCursor":${JSON.stringify(next)}${
    total ? `,"total":${total[0]?.[0]}` : ''
  }}`
  return reply.header('cache-control', 'no-store').type(json).send(text)
}

const nullsLast = (sort: string) => (sort.startsWith('-') ? '-infinity' : 'infinity')
