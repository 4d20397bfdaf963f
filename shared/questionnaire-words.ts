/** An answer as people read it: one line, or several of a list. */
import { type Answer, type Item, isDeclined } from './questionnaires.ts'
import type { Language } from './values.ts'

export interface AnswerWords {
  yes: string
  no: string
  declined: string
  /** A day such as 2026-11-22, as the reader writes dates. */
  day: (day: string) => string
}

export function answerLines(item: Item, answer: Answer, words: AnswerWords, language: Language): string[] {
  if (isDeclined(answer)) return [words.declined]
  if (typeof answer === 'number')
    return [[String(answer), item.type === 'scale' ? '/ 10' : unitWords(item.unit, language)].filter(Boolean).join(' ')]
  const labelOf = (code: string) => item.options?.find((option) => option.code === code)?.label[language] ?? code
  if (Array.isArray(answer)) {
    return answer.map((each) =>
      typeof each === 'string'
        ? labelOf(each)
        : Object.values(each)
            .filter((part: string) => part.trim() !== '')
            .join(', '),
    )
  }
  if (item.type === 'yes_no') return [answer === 'yes' ? words.yes : words.no]
  if (item.type === 'date') return [words.day(answer)]
  return item.options ? [labelOf(answer)] : answer.split('\n')
}

const units: Readonly<Record<string, Record<Language, string>>> = {
  '[in_i]': { en: 'inches', es: 'pulgadas' },
  '[lb_av]': { en: 'pounds', es: 'libras' },
  cm: { en: 'cm', es: 'cm' },
  kg: { en: 'kg', es: 'kg' },
  h: { en: 'hours', es: 'horas' },
  min: { en: 'minutes', es: 'minutos' },
  d: { en: 'days', es: 'días' },
}
/** A UCUM unit in words; one we have none for as it is. */
export const unitWords = (unit: string | undefined, language: Language): string =>
  unit === undefined ? '' : (units[unit]?.[language] ?? unit)
