/** What is amiss with answers, as codes that each side puts into its own words; what is kept, and what is signed. */
import {
  type Allergy,
  type Answer,
  type Answers,
  type Definition,
  type Item,
  isAnswered,
  isDeclined,
  longestAnswer,
  type Medication,
  scale,
  visibleSections,
} from './questionnaires.ts'

/** Where somebody goes on: the first section in which something is still needed; none once nothing is. */
export function nextSection(definition: Definition, answers: Answers, today: string): string | undefined {
  return visibleSections(definition, answers).find(({ items }) => items.some((item) => problemOf(item, answers[item.id], today)))?.id
}

export type ProblemCode =
  | 'required'
  | 'too_low'
  | 'too_high'
  | 'too_exact'
  | 'too_long'
  | 'not_a_day'
  | 'in_future'
  | 'too_early'
  | 'no_option'
  | 'no_name'
export interface Problem {
  code: ProblemCode
  /** What it is not within. */
  limit?: number | undefined
}

/** What keeps the questionnaire from being complete: item by item, in the order in which they are asked. */
export function problemsOf(definition: Definition, answers: Answers, today: string): { id: string; problem: Problem }[] {
  return visibleSections(definition, answers).flatMap(({ items }) =>
    items.flatMap((item) => {
      const problem = problemOf(item, answers[item.id], today)
      return problem ? [{ id: item.id, problem }] : []
    }),
  )
}

/** What is amiss with an answer, if anything; `today` is the person's own day. */
export function problemOf(item: Item, answer: Answer | undefined, today: string): Problem | undefined {
  if (answer === undefined || !isAnswered(answer)) return item.required ? { code: 'required' } : undefined
  if (isDeclined(answer)) return item.mayDecline ? undefined : { code: 'required' }
  if (typeof answer === 'number') return problemOfNumber(item, answer)
  if (Array.isArray(answer)) return problemOfList(item, answer)
  if (item.type === 'date') return problemOfDay(item, answer, today)
  if (item.type === 'single') return hasOption(item, answer) ? undefined : { code: 'no_option' }
  if (item.type === 'yes_no') return answer === 'yes' || answer === 'no' ? undefined : { code: 'no_option' }
  const longest = item.type === 'long_text' ? longestAnswer.long_text : longestAnswer.text
  return answer.length > longest ? { code: 'too_long', limit: longest } : undefined
}

const hasOption = (item: Item, code: string) => item.options?.some((option) => option.code === code) ?? false

function problemOfNumber(item: Item, answer: number): Problem | undefined {
  const [min, max] = item.type === 'scale' ? [scale.lowest, scale.highest] : [item.min, item.max]
  if (min !== undefined && answer < min) return { code: 'too_low', limit: min }
  if (max !== undefined && answer > max) return { code: 'too_high', limit: max }
  const decimals = item.type === 'scale' ? 0 : (item.decimals ?? 0)
  return Number(answer.toFixed(decimals)) === answer ? undefined : { code: 'too_exact', limit: decimals }
}

function problemOfList(item: Item, answer: string[] | Medication[] | Allergy[]): Problem | undefined {
  const lacks = answer.some((each) =>
    typeof each === 'string' ? !hasOption(item, each) : ('name' in each ? each.name : each.substance).trim() === '',
  )
  if (!lacks) return undefined
  return { code: item.type === 'multiple' ? 'no_option' : 'no_name' }
}

function problemOfDay(item: Item, answer: string, today: string): Problem | undefined {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(answer) ? Date.parse(`${answer}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== answer) return { code: 'not_a_day' }
  if (answer < '1900-01-01' || answer > '2199-12-31') return { code: 'too_early' }
  return item.past && answer > today ? { code: 'in_future' } : undefined
}

/** Whether an answer has the shape of its item: only that can be kept; the rest is said when they are done. */
export function fits(item: Item, answer: Answer): boolean {
  if (isDeclined(answer)) return item.mayDecline === true
  const entry = (field: string) => Array.isArray(answer) && answer.every((each) => typeof each === 'object' && field in each)
  switch (item.type) {
    case 'scale':
    case 'number':
      return typeof answer === 'number'
    case 'multiple':
      return Array.isArray(answer) && answer.every((each) => typeof each === 'string' && hasOption(item, each))
    case 'medications':
      return entry('name')
    case 'allergies':
      return entry('substance')
    default:
      return typeof answer === 'string'
  }
}

/** The same JSON for the same value, whatever order its fields came in. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  const sorted = fields.sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${sorted.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(',')}}`
}
