/** Rows and pages whose JSON PostgreSQL writes: read in one round trip and passed through. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Endpoint, EndpointParts } from '../../shared/contract.ts'
import type { ListQuery } from '../../shared/list.ts'
import { type Position, readCursor, writeCursor } from '../db/cursor.ts'
import { countStatement, listStatement, type NamedList } from '../db/list.ts'
import { readQuickly } from '../db/shared-trips.ts'
import type { Statement } from '../db/statement.ts'
import { readText } from '../db/trip.ts'
import { badInput, notFound } from './errors.ts'
import { etagOf } from './etag.ts'
import type { App, Caller } from './house.ts'
import { actorOf, route } from './serve.ts'

const json = 'application/json; charset=utf-8'

/** One row by its id: `statement` answers [json text], or nothing for a 404 that names `what`. */
export function serveRow(
  app: App,
  endpoint: Endpoint<string, EndpointParts>,
  what: string,
  statement: (id: number, actor: Caller) => Statement,
  elsewhere?: (asked: { actor: Caller; id: number; statement: Statement }) => Promise<unknown[] | undefined>,
) {
  route(app, endpoint, async (request, reply) => {
    const { id } = request.params as { id: number }
    const actor = actorOf(request)
    const asked = { actor, id, statement: statement(id, actor) }
    const row = (await readQuickly(app.house.database, actor, asked.statement))[0] ?? (await elsewhere?.(asked))
    if (!row) throw notFound(what)
    request.shownIds = [id]
    const text = row[0] as string
    return reply.header('cache-control', 'no-store').header('etag', etagOf(text)).type(json).send(text)
  })
}

/** Rows of a list that do not stand in its table any more. */
export interface Elsewhere {
  /** The page again, with them, if it may hold some. */
  page(rows: unknown[][], asked: AskedPage): Promise<unknown[][]>
  count(asked: Pick<AskedPage, 'actor' | 'query'>): Promise<number>
}
export interface AskedPage {
  actor: Caller
  query: ListQuery
  after: Position | undefined
  statement: Statement
}

/** A list as `api.md` says; `definition` may depend on who asks. */
export function serveList(
  app: App,
  endpoint: Endpoint<string, EndpointParts>,
  definition: (actor: Caller) => NamedList,
  elsewhere?: Elsewhere,
) {
  route(app, endpoint, async (request, reply) => sendPage(app, { request, reply, list: definition(actorOf(request)), elsewhere }))
}

interface Page {
  request: FastifyRequest
  reply: FastifyReply
  list: NamedList
  elsewhere: Elsewhere | undefined
}

async function sendPage(app: App, { request, reply, list, elsewhere }: Page) {
  const actor = actorOf(request)
  const query = request.query as ListQuery
  const { database, secret } = app.house
  const after = query.cursor === undefined ? undefined : readCursor(secret, query.cursor, orderOf(list, query))
  if (query.cursor !== undefined && !after) {
    throw badInput({ path: 'cursor', message: 'is not a cursor of this list and sort' })
  }
  const statement = listStatement(list.name, list, query, after)
  const own = await readText(database, actor, statement)
  const rows: unknown[][] = elsewhere ? await elsewhere.page(own, { actor, query, after, statement }) : own
  const total = query.count ? await countAll(app, { actor, query }, list, elsewhere) : undefined
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  const next = last
    ? writeCursor(secret, { sort: orderOf(list, query), value: (last[2] as string | null) ?? nullsLast(query.sort), id: Number(last[1]) })
    : null
  request.shownIds = shown.map(([, id]) => Number(id))
  const text = `{"data":[${shown.map(([row]) => row).join(',')}],"nextCursor":${JSON.stringify(next)}${
    total === undefined ? '' : `,"total":${total}`
  }}`
  return reply.header('cache-control', 'no-store').type(json).send(text)
}

async function countAll(
  app: App,
  asked: Pick<AskedPage, 'actor' | 'query'>,
  list: NamedList,
  elsewhere: Elsewhere | undefined,
): Promise<number> {
  const [row] = await readText(app.house.database, asked.actor, countStatement(list.name, list, asked.query))
  return Number(row?.[0] ?? 0) + ((await elsewhere?.count(asked)) ?? 0)
}

/** A cursor of one list says nothing about a row of another. */
const orderOf = (list: { name: string }, query: ListQuery) => `${list.name} ${query.sort}`

const nullsLast = (sort: string) => (sort.startsWith('-') ? '-infinity' : 'infinity')
