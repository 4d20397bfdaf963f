/** The one place where an error becomes an answer: problem+json without internals. */
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { errorCode, errorConstraint } from '../db/sqlstate.ts'
import { badInput, conflict, type FieldError, forbidden, HttpError, unavailable } from './errors.ts'

const titles: Record<number, string> = {
  400: 'Bad input',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Too slow',
  409: 'Conflict',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Something went wrong',
  503: 'Not available',
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const problem = withTypes(asHttpError(error), request)
  if (problem.status >= 500) logFault(request, error, problem)
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(problemBody(problem, request.id))
}

/** Where files arrive, another type is told which it should have been. */
function withTypes(problem: HttpError, request: FastifyRequest): HttpError {
  const consumes = request.routeOptions.schema?.consumes ?? []
  if (problem.status !== 415 || consumes.length === 0) return problem
  return new HttpError(415, problem.code, `Send the file as it is (Content-Type: ${consumes.join(' or ')}).`)
}

/** What is no request that could be read: too long a head, or no HTTP at all. Nobody has seen it but the socket. */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket) {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const [status, phrase, code, detail] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ([
          431,
          'Request Header Fields Too Large',
          'headers_too_large',
          'The headers are longer than 16 kB together. Send fewer cookies and headers.',
        ] as const)
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ([408, 'Request Timeout', 'too_slow', 'The request took too long to arrive. Send it again.'] as const)
        : ([400, 'Bad Request', 'bad_input', 'The request is not HTTP that can be read.'] as const)
  const body = JSON.stringify(problemBody(new HttpError(status, code, detail), crypto.randomUUID()))
  socket.end(
    `HTTP/1.1 ${status} ${phrase}\r\ncontent-type: application/problem+json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
  )
}

export function problemBody(problem: HttpError, requestId: string) {
  return {
    type: `urn:healthcrm:problem:${problem.code}`,
    title: titles[problem.status] ?? 'Error',
    status: problem.status,
    detail: problem.message,
    requestId,
    ...(problem.errors ? { errors: problem.errors } : {}),
    ...(problem.slots ? { slots: problem.slots } : {}),
  }
}

/** Never the message of a database error: it can hold people's data. */
function logFault(request: FastifyRequest, error: unknown, problem: HttpError) {
  const stack = error instanceof Error && !errorCode(error) ? error.stack : undefined
  request.log.error(
    { reqId: request.id, code: errorCode(error) ?? problem.code, constraint: errorConstraint(error), stack },
    'request failed',
  )
}

export function asHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error
  if (hasZodFastifySchemaValidationErrors(error)) return badInput(...fieldErrors(error.validation))
  return fromFastify(error) ?? fromDatabase(error) ?? new HttpError(500, 'internal', 'The request failed. Nothing was changed.')
}

interface ZodProblem {
  keyword: string
  instancePath: string
  message: string
  params: { keys?: string[] }
}

function fieldErrors(problems: readonly unknown[]): FieldError[] {
  return (problems as ZodProblem[]).flatMap(({ keyword, instancePath, message, params }) => {
    const path = instancePath.replace(/^\//, '').replaceAll('/', '.')
    if (keyword !== 'unrecognized_keys') return [{ path, message }]
    return (params.keys ?? []).map((key) => ({ path: path ? `${path}.${key}` : key, message }))
  })
}

function fromFastify(error: unknown): HttpError | undefined {
  const { statusCode, code } = error as FastifyError
  if (!(error instanceof Error) || !code?.startsWith('FST_')) return undefined
  if (statusCode === 413) return new HttpError(413, 'too_large', 'The request is larger than is taken here. Send less, or in parts.')
  if (statusCode === 415) return new HttpError(415, 'unsupported_media_type', 'Send JSON (Content-Type: application/json).')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new HttpError(400, 'bad_input', 'The request could not be read.', { errors: [{ path: '', message: 'is not valid' }] })
  }
  if (statusCode === 503) return unavailable()
  return undefined
}

const connectionTrouble = /^(08|53|55000|57P0|ECONN|EPIPE|ETIMEDOUT|ENOENT|25006)/

/** The database's own refusals, when the app did not see them coming. */
function fromDatabase(error: unknown): HttpError | undefined {
  const code = errorCode(error) ?? ''
  const constraint = errorConstraint(error) ?? ''
  if (connectionTrouble.test(code) || isConnectionLoss(error)) return unavailable()
  switch (code) {
    case '23505':
      return constraint.startsWith('users_email')
        ? conflict('email_in_use', 'A user with this e-mail exists already.')
        : conflict('already_exists', 'This exists already.')
    case '23P01':
      return conflict('overlap', 'This overlaps another appointment in the same calendar.')
    case '23503':
      return badReference(constraint)
    case '42501':
      return forbidden()
    case '40001':
    case '40P01':
      return conflict('busy', 'Somebody is changing the same records. Try again.')
    case '57014':
    case '55P03':
      return unavailable()
    case '22003':
    case '22008':
    case '22021':
    case '22P05':
    case '23514':
      return badInput({ path: constraint, message: 'holds a value that cannot be stored' })
  }
  return undefined
}

const lossWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/
const isConnectionLoss = (error: unknown): boolean =>
  error instanceof Error && (lossWords.test(error.message) || isConnectionLoss(error.cause))

/** `leads_owner_id_fkey` -> ownerId. */
function badReference(constraint: string): HttpError {
  const column = /^[a-z]+?(?:_logs)?_(.+)_fkey$/.exec(constraint)?.[1] ?? ''
  const path = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  return badInput({ path, message: 'names a record that does not exist' })
}
