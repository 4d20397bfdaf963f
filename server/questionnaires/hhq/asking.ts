/** How the questions of the Health History Questionnaire are written down: a name, the words in both languages, and the rest. */
import type { Condition, Item, Option, Words } from '../../../shared/questionnaires.ts'

export type Both = readonly [en: string, es: string]
type More = Partial<Omit<Item, 'id' | 'type' | 'label' | 'options'>>

export const words = ([en, es]: Both): Words => ({ en, es })
const choices = (options: Readonly<Record<string, Both>>): Option[] =>
  Object.entries(options).map(([code, label]) => ({ code, label: words(label) }))

const asking =
  (type: Item['type']) =>
  (id: string, label: Both, more: More = {}): Item => ({ id, type, label: words(label), ...more })

export const yesNo = asking('yes_no')
export const scale = asking('scale')
export const figure = asking('number')
export const day = asking('date')
export const text = asking('text')
export const longText = asking('long_text')
export const medications = asking('medications')
export const allergies = asking('allergies')

export const single = (id: string, label: Both, options: Readonly<Record<string, Both>>, more: More = {}): Item => ({
  ...asking('single')(id, label, more),
  options: choices(options),
})
/** The last choice stands alone when it is called `none`. */
export const multiple = (id: string, label: Both, options: Readonly<Record<string, Both>>, more: More = {}): Item => ({
  ...asking('multiple')(id, label, more),
  options: choices(options),
  ...('none' in options ? { none: 'none' } : {}),
})

/** Asked when an earlier answer is one of these. */
export const when = (item: string, ...answers: string[]): { showIf: Condition } => ({
  showIf: { match: 'any', rules: answers.map((is) => ({ item, is })) },
})

export const needed = { required: true } as const
/** Needed, but they may say that they would rather not say. */
export const orDecline = { required: true, mayDecline: true } as const
