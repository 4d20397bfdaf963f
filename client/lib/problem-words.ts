/** A refusal in words a person can act on. The server's own detail comes first when it says more than the status. */
import { type MessageKey, t } from './messages.ts'
import { ApiError } from './problem.ts'
import { saidByServer } from './server-words.ts'

export type Explanation = { title: string; detail: string }

export function explain(error: unknown): Explanation {
  if (!(error instanceof ApiError)) return { title: t('errors.broken'), detail: t('errors.brokenDetail') }
  if (error.status === 0) return { title: t('errors.offline'), detail: t('errors.offlineDetail') }
  if (error.status === 403) return { title: t('errors.forbidden'), detail: saidByServer(error.detail) || t('errors.forbiddenDetail') }
  if (error.status === 404) return { title: t('errors.missing'), detail: t('errors.missingDetail') }
  if (error.status === 412) return { title: t('errors.stale'), detail: t('errors.staleDetail') }
  if (error.status === 429) return { title: t('errors.tooMany'), detail: waitWords(error.retryAfter) }
  if (error.status === 503) return { title: t('errors.away'), detail: t('errors.awayDetail') }
  if (error.status >= 500) return { title: t('errors.broken'), detail: brokenWords(error) }
  return { title: t(titleOf(error)), detail: saidByServer(error.detail) || fieldWords(error) }
}

function titleOf({ status }: ApiError): MessageKey {
  if (status === 400) return 'errors.badInput'
  return status === 409 ? 'errors.conflict' : 'errors.refused'
}

const fieldWords = ({ errors }: ApiError) => errors.map(({ message }) => wordsOf(message)).join(' ')
const wordsOf = (message: string) => saidByServer(message) ?? t('errors.badField')

/** One line, for a toast or beside a field. */
export function explainShortly(error: unknown): string {
  const { title, detail } = explain(error)
  return detail || title
}

/** The messages of bad fields, for a form; fields the form does not have are left to the caller. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {}
  return Object.fromEntries(error.errors.map(({ path, message }) => [path, sentence(wordsOf(message))]))
}

function waitWords(seconds: number | undefined): string {
  if (seconds === undefined) return t('errors.tooManyDetail')
  return seconds < 90 ? t('errors.waitSeconds', { count: seconds }) : t('errors.waitMinutes', { count: Math.ceil(seconds / 60) })
}

function brokenWords(error: ApiError): string {
  const id = error.problem.requestId
  return typeof id === 'string' ? t('errors.brokenWithId', { id }) : t('errors.brokenDetail')
}

const sentence = (message: string) => message.slice(0, 1).toUpperCase() + message.slice(1)
