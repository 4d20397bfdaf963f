/** One request to our API: paths filled, queries encoded, problems thrown, an ended session told. */
import { ApiError, unreachable } from './problem.ts'

export type RequestParts = {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  /** The ETag that must still stand, or the answer is a 412. */
  ifMatch?: string
  /** A repeated POST with the same key is answered from the first one. */
  idempotencyKey?: string
  /** Of the file that is the body: in a header, since addresses are written down by many. */
  fileName?: string
  signal?: AbortSignal
  /** Goes on although the page is left. */
  keepalive?: true
}
export type Answer = { body: unknown; etag: string | undefined; status: number }

export const apiBase = '/api/v1'
/** There a 401 says that a password or code is wrong. */
const isSigningIn = /^\/(portal\/)?auth\//

const otherPerson = 'urn:healthcrm:problem:other_person'

let sessionEnded: () => void = () => {}
/** Told once a request finds that nobody is signed in any more. */
export function onSessionEnd(listener: () => void) {
  sessionEnded = listener
}

let meant: number | undefined
/** Whom this document is for: each request says so from then on, and is refused once somebody else is signed in in this browser. */
export function speakFor(person: number | undefined) {
  meant = person
}

let heard: () => void = () => {}
/** Told after every answer, since each request moves the end of the session. */
export function onAnswer(listener: () => void) {
  heard = listener
}

/** `key` is method and path, such as `PATCH /leads/:id`. */
export async function request(key: string, parts: RequestParts = {}): Promise<Answer> {
  const [method = 'GET', path = '/'] = key.split(' ')
  const response = await send(method, address(path, parts), parts)
  const body = await read(response)
  if (response.ok) {
    heard()
    return { body, etag: response.headers.get('etag') ?? undefined, status: response.status }
  }
  const problem = isRecord(body) ? body : {}
  if (response.status === 401 && (!isSigningIn.test(path) || problem.type === otherPerson)) sessionEnded()
  throw new ApiError(response.status, problem, retryAfter(response))
}

/** Where an endpoint is, for links and EventSource. */
export function address(path: string, { params = {}, query = {} }: RequestParts): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = searchOf(query)
  return apiBase + filled + (search && `?${search}`)
}

/** Lists repeat their name; what is undefined is left out. */
export function searchOf(query: Record<string, unknown>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one))
  return search.toString()
}

async function send(method: string, url: string, { body, ifMatch, idempotencyKey, fileName, ...rest }: RequestParts) {
  const headers = new Headers({ accept: 'application/json' })
  const raw = body instanceof Blob || body instanceof FormData
  if (body !== undefined && !raw) headers.set('content-type', 'application/json')
  if (meant !== undefined) headers.set('signed-in-as', String(meant))
  if (ifMatch) headers.set('if-match', ifMatch)
  if (fileName !== undefined) headers.set('x-file-name', encodeURIComponent(fileName))
  if (idempotencyKey) headers.set('idempotency-key', idempotencyKey)
  const payload = body === undefined ? undefined : raw ? body : JSON.stringify(body)
  try {
    return await fetch(url, { method, headers, body: payload, credentials: 'same-origin', ...pass(rest) })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw unreachable(error)
  }
}

const pass = ({ signal, keepalive }: RequestParts) => ({ signal, keepalive })

async function read(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? ''
  if (response.status === 204 || !type.includes('json')) return undefined
  try {
    return await response.json()
  } catch (error) {
    throw unreachable(error)
  }
}

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after'))
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
