/**
 * A contract describes one endpoint once. The server `serve`s it, the OpenAPI document is generated from it, and the
 * client calls it by its key, for which it needs the types alone:
 * `call('PATCH /leads/:id', { params: { id }, body: { status } })` (see `shared/api.ts`).
 */
import type { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type RouteKey<M extends Method = Method, P extends string = string> = `${M} ${P}`

type ObjectSchema = z.ZodObject
export interface EndpointParts {
  /** What it does, in one line; the OpenAPI summary. */
  summary: string
  params?: ObjectSchema
  query?: ObjectSchema
  body?: z.ZodType
  /** The reply's body; without one the endpoint answers 204. */
  reply?: z.ZodType
  /** The status of success, if it is not 200 (or 204 without a reply). */
  status?: 200 | 201 | 202 | 204
  /** A second success status with the same body (a conversion that already stands answers 200). */
  alsoStatus?: 200
  /** Media type of the reply when it is not JSON (CSV, event stream). */
  produces?: string
  /** Media types of a body that is not JSON and is streamed to the handler. */
  consumes?: readonly string[]
  /** `GET` carries an ETag; unsafe methods honour If-Match. */
  etag?: true
}

export interface Endpoint<K extends string = string, Parts extends EndpointParts = EndpointParts> {
  key: K
  method: Method
  path: string
  parts: Parts
}

export function endpoint<M extends Method, P extends string, Parts extends EndpointParts>(
  method: M,
  path: P,
  parts: Parts,
): Endpoint<RouteKey<M, P>, Parts> {
  return { key: `${method} ${path}`, method, path, parts }
}

/** What a schema gives and takes, read off where zod keeps it: comparing it with a whole schema type costs the compiler much. */
type Output<T> = T extends { _zod: { output: infer Out } } ? Out : undefined
type Input<T> = T extends { _zod: { input: infer In } } ? In : undefined
type Part<E, Name extends keyof EndpointParts> = E extends { parts: infer Parts }
  ? Name extends keyof Parts
    ? Parts[Name]
    : undefined
  : never
type Schema = { _zod: unknown }

export type ParamsOf<E> = Output<Part<E, 'params'>>
export type QueryOf<E> = Output<Part<E, 'query'>>
export type BodyOf<E> = Output<Part<E, 'body'>>
export type ReplyOf<E> = Output<Part<E, 'reply'>>

/** What a caller has to give: only the parts the endpoint has. */
export type CallInput<E> = (Part<E, 'params'> extends Schema ? { params: Input<Part<E, 'params'>> } : { params?: never }) &
  (Part<E, 'query'> extends Schema ? { query?: Input<Part<E, 'query'>> } : { query?: never }) &
  (Part<E, 'body'> extends Schema
    ? { body: Input<Part<E, 'body'>> }
    : Part<E, 'consumes'> extends readonly string[]
      ? { body: Blob }
      : { body?: never })
