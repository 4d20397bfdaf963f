/**
 * What a questionnaire is, and what follows from it for given answers. A leaf without dependencies: the server, the
 * portal and the staff's preview all ask these same functions.
 */
import type { Language } from './values.ts'

export const itemTypes = [
  'yes_no',
  'single',
  'multiple',
  'scale',
  'number',
  'date',
  'text',
  'long_text',
  'medications',
  'allergies',
] as const
export type ItemType = (typeof itemTypes)[number]

/** A text in every language. */
export type Words = Record<Language, string>
export interface Option {
  /** What is kept as the answer; never changes its meaning. */
  code: string
  label: Words
}

/** One thing said about an earlier answer: it is this one, it reaches this number, or it stays under that one. */
export interface Rule {
  item: string
  is?: string | undefined
  atLeast?: number | undefined
  atMost?: number | undefined
}
export interface Condition {
  match: 'all' | 'any'
  rules: Rule[]
}

export interface Item {
  id: string
  type: ItemType
  label: Words
  help?: Words | undefined
  required?: boolean | undefined
  /** "I would rather not say" is an answer too. */
  mayDecline?: boolean | undefined
  showIf?: Condition | undefined
  /** Of `single` and `multiple`. */
  options?: Option[] | undefined
  /** The choice of `multiple` that stands alone: "None of these". */
  none?: string | undefined
  /** Of `number`, both inclusive; `unit` is shown beside the field. */
  min?: number | undefined
  max?: number | undefined
  decimals?: number | undefined
  unit?: string | undefined
  /** What 1 and 10 of a `scale` mean. */
  lowest?: Words | undefined
  highest?: Words | undefined
  /** Of `date`: not after the day of the answer. */
  past?: boolean | undefined
}
export interface Section {
  id: string
  title: Words
  intro?: Words | undefined
  showIf?: Condition | undefined
  items: Item[]
}
export interface Definition {
  title: Words
  intro?: Words | undefined
  sections: Section[]
}

export interface Medication {
  name: string
  dose: string
  often: string
}
export interface Allergy {
  substance: string
  reaction: string
}
export interface Declined {
  declined: true
}
/** `yes` or `no`, a code, a day as `2026-11-22`, text; a number; codes; entries; or that they would rather not say. */
export type Answer = string | number | string[] | Medication[] | Allergy[] | Declined
export type Answers = Readonly<Record<string, Answer>>

/** The scale that every `scale` has. */
export const scale = { lowest: 1, highest: 10 } as const
export const longestAnswer = { text: 300, long_text: 4000, entry: 200 } as const
export const mostEntries = 50

export const isDeclined = (answer: Answer | undefined): answer is Declined =>
  typeof answer === 'object' && !Array.isArray(answer) && 'declined' in answer

/** Whether there is one at all; blanks are none. */
export function isAnswered(answer: Answer | undefined): boolean {
  if (answer === undefined) return false
  if (typeof answer === 'string') return answer.trim() !== ''
  return Array.isArray(answer) ? answer.length > 0 : true
}

export const itemsOf = ({ sections }: Definition): Item[] => sections.flatMap(({ items }) => items)

/** The sections and items that are asked, given the answers: what stands behind a hidden item is hidden too. */
export function visibleSections(definition: Definition, answers: Answers): Section[] {
  const shown: Record<string, Answer> = {}
  const sections: Section[] = []
  for (const section of definition.sections) {
    if (!holds(section.showIf, shown)) continue
    const items = section.items.filter((item) => {
      if (!holds(item.showIf, shown)) return false
      const answer = answers[item.id]
      if (answer !== undefined && isAnswered(answer)) shown[item.id] = answer
      return true
    })
    if (items.length) sections.push({ ...section, items })
  }
  return sections
}

/** Answers to what is asked: those that were given on a way that was left since do not count. */
export function visibleAnswers(definition: Definition, answers: Answers): Record<string, Answer> {
  const kept: Record<string, Answer> = {}
  for (const { id } of visibleSections(definition, answers).flatMap(({ items }) => items)) {
    const answer = answers[id]
    if (answer !== undefined && isAnswered(answer)) kept[id] = answer
  }
  return kept
}

function holds(condition: Condition | undefined, answers: Answers): boolean {
  if (!condition) return true
  const said = (rule: Rule) => fulfils(rule, answers[rule.item])
  return condition.match === 'all' ? condition.rules.every(said) : condition.rules.some(said)
}

function fulfils(rule: Rule, answer: Answer | undefined): boolean {
  if (answer === undefined || isDeclined(answer)) return false
  if (rule.is !== undefined) return Array.isArray(answer) ? answer.some((each) => each === rule.is) : answer === rule.is
  if (typeof answer !== 'number') return false
  return answer >= (rule.atLeast ?? -Infinity) && answer <= (rule.atMost ?? Infinity)
}

/** How much of what is asked is answered. */
export function progressOf(definition: Definition, answers: Answers): { answered: number; asked: number } {
  const asked = visibleSections(definition, answers).flatMap(({ items }) => items)
  return { answered: asked.filter(({ id }) => isAnswered(answers[id])).length, asked: asked.length }
}
