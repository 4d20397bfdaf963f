/** A person's answers to the health questions, for those who may read the record. */
import { queryOptions } from '@tanstack/react-query'
import type { ApiReply } from '#shared/api'
import { answerLines } from '#shared/questionnaire-words'
import type { Answer, Answers, Item } from '#shared/questionnaires'
import { call } from '../../lib/api.ts'
import { language, locale } from '../../lib/language.ts'
import { t } from '../../lib/messages.ts'
import { recordKey } from '../record.ts'

export type ResponseInList = ApiReply<'GET /leads/:id/questionnaire'>['data'][number]

export const responsesQuery = (leadId: number) =>
  queryOptions({
    queryKey: [...recordKey({ kind: 'lead', id: leadId }), 'questionnaire'],
    queryFn: async ({ signal }) => (await call('GET /leads/:id/questionnaire', { params: { id: leadId }, signal })).data,
  })
export const responseQuery = ({ leadId, id }: { leadId: number; id: number }) =>
  queryOptions({
    queryKey: [...recordKey({ kind: 'lead', id: leadId }), 'questionnaire', id],
    queryFn: ({ signal }) => call('GET /questionnaire-responses/:id', { params: { id }, signal }),
  })

export function linesOf(item: Item, answer: Answer): string[] {
  const words = {
    yes: t('answers.yes'),
    no: t('answers.no'),
    declined: t('answers.declined'),
    day: (day: string) => new Date(`${day}T12:00:00`).toLocaleDateString(locale(), { dateStyle: 'long' }),
  }
  return answerLines(item, answer, words, language())
}

/** What an answer was before the edit, if it was another; nothing while there is no earlier version. */
export function earlierAnswer(item: Item, answers: Answers, earlier: Answers | undefined): string | undefined {
  if (!earlier || JSON.stringify(answers[item.id]) === JSON.stringify(earlier[item.id])) return undefined
  const before = earlier[item.id]
  return before === undefined ? t('answers.none') : linesOf(item, before).join('; ')
}
