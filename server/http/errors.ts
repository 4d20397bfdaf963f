/** What a request can end with besides success; the error handler turns each into RFC 9457 problem+json. */
export interface FieldError {
  path: string
  message: string
}

export class HttpError extends Error {
  status: number
  /** Stable name of the kind of problem, in words with underscores. */
  code: string
  errors: FieldError[] | undefined
  headers: Record<string, string>
  /** Of a time that somebody else took: others that are free. */
  slots: string[] | undefined

  constructor(
    status: number,
    code: string,
    detail: string,
    more: { errors?: FieldError[]; headers?: Record<string, string>; slots?: string[] } = {},
  ) {
    super(detail)
    this.status = status
    this.code = code
    this.errors = more.errors
    this.headers = more.headers ?? {}
    this.slots = more.slots
  }
}

export const notSignedIn = (detail = 'Sign in first.') =>
  new HttpError(401, 'not_signed_in', detail, { headers: { 'www-authenticate': 'Bearer' } })
/** The page was opened for one person, and the browser is signed in as another by now. */
export const otherPerson = () =>
  new HttpError(401, 'other_person', 'Somebody else has signed in in this browser since. Nothing was done. Sign in again to go on.')
export const forbidden = (detail = 'Your role does not allow this.') => new HttpError(403, 'forbidden', detail)
/** Also for what the caller may not know of. */
export const notFound = (what: string) => new HttpError(404, 'not_found', `${what} not found.`)
export const conflict = (code: string, detail: string) => new HttpError(409, code, detail)
/** The time went to somebody else; `slots` are others. */
export const slotTaken = (slots: string[]) =>
  new HttpError(409, 'slot_taken', 'Somebody else has just taken this time. Choose another one.', { slots })
export const stale = () =>
  new HttpError(412, 'stale', 'Somebody changed this meanwhile. Load it again, then repeat your change on what stands now.')
export const badInput = (...errors: FieldError[]) =>
  new HttpError(400, 'bad_input', `Check ${errors.map(({ path }) => path || 'the request').join(', ')}.`, { errors })
export const tooMany = (seconds: number) =>
  new HttpError(429, 'too_many_requests', `Too many attempts. Try again in ${seconds} seconds.`, {
    headers: { 'retry-after': String(seconds) },
  })
/** More than the operator lets one caller ask for. */
export const tooManyRequests = (seconds: number) =>
  new HttpError(429, 'too_many_requests', `Too many requests in this minute. Go on in ${seconds} seconds.`, {
    headers: { 'retry-after': String(seconds) },
  })
export const unavailable = () =>
  new HttpError(503, 'unavailable', 'The database does not answer. Nothing was changed; try again shortly.', {
    headers: { 'retry-after': '2' },
  })

/** The row, or a 404 that names what was looked for. */
export function found<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw notFound(what)
  return row
}
