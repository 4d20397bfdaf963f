/** A refused request as the server tells it (RFC 9457 problem+json). */

export type FieldError = { path: string; message: string }

export class ApiError extends Error {
  readonly status: number
  readonly type: string
  readonly title: string
  readonly detail: string
  readonly errors: readonly FieldError[]
  /** Seconds to wait, with a 429 or a 503. */
  readonly retryAfter: number | undefined
  /** The whole problem, for answers that carry more (the current row with a 412, the holder with a 409). */
  readonly problem: Readonly<Record<string, unknown>>

  constructor(status: number, problem: Record<string, unknown>, retryAfter?: number) {
    const title = text(problem.title) || `HTTP ${status}`
    super(title)
    this.name = 'ApiError'
    this.status = status
    this.problem = problem
    this.type = text(problem.type)
    this.title = title
    this.detail = text(problem.detail)
    this.errors = Array.isArray(problem.errors) ? problem.errors.filter(isFieldError) : []
    this.retryAfter = retryAfter
  }
}

/** Status 0: the request never got an answer. */
export const unreachable = (cause: unknown) => new ApiError(0, { type: 'unreachable', detail: cause instanceof Error ? cause.message : '' })

export function isStatus(error: unknown, ...statuses: number[]): error is ApiError {
  return error instanceof ApiError && statuses.includes(error.status)
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

function isFieldError(value: unknown): value is FieldError {
  return typeof value === 'object' && value !== null && 'path' in value && 'message' in value
}
