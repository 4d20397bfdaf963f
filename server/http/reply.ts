/** What a handler answers, and how it leaves: as text that was checked against the contract. */
import type { FastifyReply } from 'fastify'
import type { Endpoint, EndpointParts } from '../../shared/contract.ts'
import { etagOf } from './etag.ts'
import type { App } from './house.ts'

/** A reply whose JSON PostgreSQL wrote; `status` and `location` where they differ from the contract's first. */
export interface JsonText {
  json: string
  status?: number
  location?: string
}
export interface Sent<T> {
  value: T
  status?: number
  location?: string
}

export interface Prepared {
  json: string | undefined
  status: number
  location: string | undefined
}

/** The answer as text, checked against the contract (columns that it does not list fall away). */
export function prepared(endpoint: Endpoint<string, EndpointParts>, answer: unknown, app: App): Prepared {
  const usual = endpoint.parts.status ?? (endpoint.parts.reply ? 200 : 204)
  if (!endpoint.parts.reply) return { json: undefined, status: usual, location: undefined }
  const { json, value, status, location } = (isWrapped(answer) ? answer : { value: answer }) as Partial<JsonText & Sent<unknown>>
  const text = json ?? JSON.stringify(endpoint.parts.reply.parse(value))
  const place = location ?? (usual === 201 ? placeOf(endpoint, text, app) : undefined)
  return { json: text, status: status ?? usual, location: place }
}

const isWrapped = (answer: unknown) =>
  typeof answer === 'object' && answer !== null && (typeof (answer as JsonText).json === 'string' || Object.hasOwn(answer, 'value'))

/** `Location` of a created row: its own GET route, when it has one. */
function placeOf(endpoint: Endpoint<string, EndpointParts>, text: string, app: App): string | undefined {
  const id = (JSON.parse(text) as { id?: unknown }).id
  if (typeof id !== 'number' || endpoint.path.includes(':')) return undefined
  return app.hasRoute({ method: 'GET', url: `${app.prefix}${endpoint.path}/:id` }) ? `${app.prefix}${endpoint.path}/${id}` : undefined
}

export function send(reply: FastifyReply, endpoint: Endpoint<string, EndpointParts>, { json, status, location }: Prepared) {
  reply.code(status).header('cache-control', 'no-store')
  if (location) reply.header('location', location)
  if (json === undefined) return reply.send()
  if (endpoint.parts.etag && status < 300) reply.header('etag', etagOf(json))
  return reply.type('application/json; charset=utf-8').send(json)
}
