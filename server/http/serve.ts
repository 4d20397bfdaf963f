/**
 * `serve` puts a contract on the wire: the gate, typed parts, one transaction as the caller, the reply. The handler
 * of an unsafe method gets a `Tx`, that of a GET a read-only `Db`; the reply leaves after COMMIT.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { BodyOf, Endpoint, EndpointParts, ParamsOf, QueryOf, ReplyOf } from '../../shared/contract.ts'
import { hasQueued, noticing, readAs, writeAs } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { badInput } from './errors.ts'
import { admit, ruleFor } from './gate.ts'
import type { App, Caller, House } from './house.ts'
import { withIdempotency } from './idempotency.ts'
import { textReader } from './query.ts'
import { type JsonText, prepared, type Sent, send } from './reply.ts'
import { routeSchema } from './route-schema.ts'

type Unsafe = 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type DbFor<E> = E extends { key: `${Unsafe} ${string}` } ? Tx : Db
export type Answer<E> = ReplyOf<E> extends undefined ? void : ReplyOf<E> | JsonText | Sent<ReplyOf<E>>

export interface Given<E> {
  params: ParamsOf<E>
  query: QueryOf<E>
  body: BodyOf<E>
  request: FastifyRequest
  /** The row version the caller last saw (`If-Match`). */
  ifMatch: string | undefined
}
export interface Acting<E> extends Given<E> {
  actor: Caller
  db: DbFor<E>
}
/** For routes that manage their own transactions or stream: sign-in, uploads, exports. */
export interface Open<E> extends Given<E> {
  caller: Caller | undefined
  house: House
  reply: FastifyReply
}

export function serve<E extends Endpoint<string, EndpointParts>>(app: App, endpoint: E, handler: (given: Acting<E>) => Promise<Answer<E>>) {
  const run = endpoint.method === 'GET' ? readAs : writeAs
  route(app, endpoint, async (request, reply) => {
    const actor = actorOf(request)
    const answer = await run(app.house.database, actor, async (db) => {
      const act = async () => prepared(endpoint, await handler({ ...given(endpoint, request), actor, db: db as DbFor<E> }), app)
      const done = await (endpoint.method === 'POST' ? withIdempotency(db as Tx, { userId: actor.userId }, request, act) : act())
      // What was asked for stands already: whoever asked has looked, and that is all.
      if (endpoint.method !== 'GET') request.isTold = hasQueued(db as Tx)
      return done
    })
    return send(reply, endpoint, answer)
  })
}

export function serveOpen<E extends Endpoint<string, EndpointParts>>(app: App, endpoint: E, handler: (given: Open<E>) => Promise<unknown>) {
  route(app, endpoint, async (request, reply) => {
    const answer = await telling(endpoint, request, () =>
      handler({ ...given(endpoint, request), caller: request.caller, house: app.house, reply }),
    )
    if (reply.sent || answer === reply) return reply
    return send(reply, endpoint, prepared(endpoint, answer, app))
  })
}

/** For handlers that keep their own transactions: whether one of them has told what it changed. */
export async function telling<T>(endpoint: Endpoint, request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  if (endpoint.method === 'GET') return work()
  const noticed = { queued: false }
  const answer = await noticing.run(noticed, work)
  request.isTold ||= noticed.queued
  return answer
}

/** Unknown query parameters are refused everywhere, never ignored. */
const noQuery = z.strictObject({})

/** Registers the route behind the gate; refuses one that the policy does not name. */
export function route(
  app: App,
  endpoint: Endpoint<string, EndpointParts>,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
) {
  const rule = ruleFor(endpoint.key)
  const { params, query = noQuery } = endpoint.parts
  const readParams = params && textReader(params)
  const readQuery = textReader(query)
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: routeSchema({ ...endpoint, parts: { ...endpoint.parts, query } }, rule),
    config: { endpoint },
    onRequest: (request, _reply, done) => {
      const admitted = admit(app.house, request, rule)
      if (admitted) return admitted
      done()
    },
    preValidation: (request, _reply, done) => {
      if (readParams) request.params = readParams(request.params as Record<string, unknown>)
      request.query = readQuery(request.query as Record<string, unknown>)
      if (!endpoint.parts.body && !endpoint.parts.consumes) refuseFields(request.body)
      done()
    },
    handler,
  })
}

/** An endpoint that takes no body takes no fields either: they are refused, never ignored. */
function refuseFields(body: unknown): void {
  if (Array.isArray(body) || (typeof body !== 'object' && body !== undefined))
    throw badInput({ path: '', message: 'is sent without a body' })
  const names = typeof body === 'object' && body !== null ? Object.keys(body) : []
  if (names.length) throw badInput(...names.map((path) => ({ path, message: 'is not a known field' })))
}

export function actorOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new Error('The gate let an anonymous caller into a route that needs an actor')
  return request.caller
}

export function given<E extends Endpoint<string, EndpointParts>>(_endpoint: E, request: FastifyRequest): Given<E> {
  return {
    params: request.params as ParamsOf<E>,
    query: request.query as QueryOf<E>,
    body: request.body as BodyOf<E>,
    request,
    ifMatch: request.headers['if-match'],
  }
}
