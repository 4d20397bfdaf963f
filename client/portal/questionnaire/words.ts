import type { Problem } from '#shared/questionnaire-answers'
import { type AnswerWords, answerLines } from '#shared/questionnaire-words'
import type { Answer, Item } from '#shared/questionnaires'
import type { Language } from '#shared/values'
import { locale } from '../../lib/language.ts'
import { t } from '../messages.ts'

export const problemWords = ({ code, limit }: Problem) => t(`questionnaire.${code}`, { limit: limit ?? '' })

export function linesOf(item: Item, answer: Answer, spoken: Language): string[] {
  const words: AnswerWords = {
    yes: t('questionnaire.yes'),
    no: t('questionnaire.no'),
    declined: t('questionnaire.declined'),
    day: (day) => new Date(`${day}T12:00:00`).toLocaleDateString(locale(), { dateStyle: 'long' }),
  }
  return answerLines(item, answer, words, spoken)
}

/** The person's own day, wherever they are. */
export function today(): string {
  const now = new Date()
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-')
}
