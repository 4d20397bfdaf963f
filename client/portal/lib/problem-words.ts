/** A refusal in words a patient can act on. The server's own detail comes first when it says more than the status. */
import { inWords } from '../../lib/messages/sentences.ts'
import { ApiError } from '../../lib/problem.ts'
import { type MessageKey, serverSentences, t } from '../messages.ts'

export type Explanation = { title: string; detail: string }

const byStatus: Readonly<Record<number, readonly [MessageKey, MessageKey]>> = {
  0: ['errors.offline', 'errors.offlineDetail'],
  403: ['errors.forbidden', 'errors.forbiddenDetail'],
  404: ['errors.missing', 'errors.missingDetail'],
  412: ['errors.stale', 'errors.staleDetail'],
  413: ['errors.tooLarge', 'errors.tooLargeDetail'],
  503: ['errors.away', 'errors.awayDetail'],
}

export function explain(error: unknown): Explanation {
  if (!(error instanceof ApiError)) return { title: t('errors.broken'), detail: t('errors.brokenDetail') }
  if (error.status === 429) return { title: t('errors.tooMany'), detail: waitWords(error.retryAfter) }
  const known = byStatus[error.status]
  if (known) return { title: t(known[0]), detail: (error.status === 403 && saidByServer(error.detail)) || t(known[1]) }
  if (error.status >= 500) return { title: t('errors.broken'), detail: brokenWords(error) }
  return { title: t(titleOf(error)), detail: saidByServer(error.detail) || fieldWords(error) }
}

function titleOf({ status }: ApiError): MessageKey {
  if (status === 400) return 'errors.badInput'
  return status === 409 ? 'errors.conflict' : 'errors.refused'
}

/** One line, beside a field or above a form. */
export function explainShortly(error: unknown): string {
  const { title, detail } = explain(error)
  return detail || title
}

/** The messages of bad fields, for a form; fields the form does not have are left to the caller. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {}
  return Object.fromEntries(error.errors.map(({ path, message }) => [path, sentence(wordsOf(message))]))
}

/** Nothing when there are no words for it in this language; in English it is what the server said. */
function saidByServer(said: string): string | undefined {
  const sentences = serverSentences()
  return sentences === undefined ? said : inWords(sentences, said, (value) => value)
}

const fieldWords = ({ errors }: ApiError) => errors.map(({ message }) => wordsOf(message)).join(' ')
const wordsOf = (message: string) => saidByServer(message) ?? t('errors.badField')

function waitWords(seconds: number | undefined): string {
  if (seconds === undefined) return t('errors.tooManyDetail')
  return seconds < 90 ? t('errors.waitSeconds', { count: seconds }) : t('errors.waitMinutes', { count: Math.ceil(seconds / 60) })
}

function brokenWords(error: ApiError): string {
  const id = error.problem.requestId
  return typeof id === 'string' ? t('errors.brokenWithId', { id }) : t('errors.brokenDetail')
}

const sentence = (message: string) => message.slice(0, 1).toUpperCase() + message.slice(1)
