/** PostgreSQL's own codes: five letters and digits. No class of theirs begins with an E as Node's codes of a broken line do (`EPIPE`). */
export const isSqlState = (code: string): boolean => /^[0-9A-DF-Z][0-9A-Z]{4}$/.test(code)

/** What PostgreSQL says of a connection that it has ended or that cannot write. */
export const brokenConnection = /^(08|57P0|25006)/

/** Whether a connection is of no more use after this error: PostgreSQL ended it or it came with a failed transaction (25P02), or else it was not PostgreSQL that failed. */
export function isBroken(error: unknown): error is Error {
  const code = errorCode(error)
  return !code || code === '25P02' || brokenConnection.test(code) || !isSqlState(code)
}

/** PostgreSQL's SQLSTATE or Node's code, also when Drizzle has wrapped the error. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const own = (error as { code?: unknown }).code
  return typeof own === 'string' ? own : errorCode(error.cause)
}

/** What of the database it offends: a constraint, or the reason that a function of ours gives. */
export const errorConstraint = (error: unknown): string | undefined =>
  error instanceof Error ? ((error as { constraint?: string }).constraint ?? errorConstraint(error.cause)) : undefined
