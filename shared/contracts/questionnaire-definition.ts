/** What may be a definition: each part in its shape, and the whole making sense. Every fault is named where it is. */
import { z } from 'zod'
import { line, passage, prose } from '../inputs.ts'
import { type Condition as Branch, itemsOf, itemTypes, type Item as Question, type Definition as Whole } from '../questionnaires.ts'

const words = (longest: number) => z.strictObject({ en: passage(longest), es: passage(longest) })
const texts = (longest: number) => z.strictObject({ en: prose(longest).min(1), es: prose(longest).min(1) })
/** Also a FHIR linkId, and a part of addresses on screen. */
const Name = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'is not a short name of small letters, digits and _ that begins with a letter')
const Figure = z.number().min(-1_000_000).max(1_000_000)

const Rule = z
  .strictObject({ item: Name, is: Name.optional(), atLeast: Figure.optional(), atMost: Figure.optional() })
  .refine((rule) => Object.keys(rule).length === 2, 'says one thing: is, atLeast or atMost')
const Condition = z.strictObject({ match: z.enum(['all', 'any']), rules: z.array(Rule).min(1).max(10) })
const Option = z.strictObject({ code: Name, label: words(300) })

const Item = z.strictObject({
  id: Name,
  type: z.enum(itemTypes),
  label: words(500),
  help: texts(1000).optional(),
  required: z.boolean().optional(),
  mayDecline: z.boolean().optional().describe('“I would rather not say” is offered'),
  showIf: Condition.optional().describe('About answers to earlier items'),
  options: z.array(Option).min(2).max(60).optional().describe('Of single and multiple'),
  none: Name.optional().describe('The choice of multiple that stands alone'),
  min: Figure.optional(),
  max: Figure.optional(),
  decimals: z.int().min(0).max(4).optional(),
  unit: line(20).optional().describe('Of number, as UCUM writes it'),
  lowest: words(100).optional().describe('What 1 means on a scale'),
  highest: words(100).optional().describe('What 10 means on a scale'),
  past: z.boolean().optional().describe('Of date: not after today'),
})
const Section = z.strictObject({
  id: Name,
  title: words(200),
  intro: texts(2000).optional(),
  showIf: Condition.optional(),
  items: z.array(Item).min(1).max(100),
})

export const Definition = z
  .strictObject({ title: words(200), intro: texts(2000).optional(), sections: z.array(Section).min(1).max(40) })
  .superRefine((definition, context) => {
    for (const { path, message } of faultsOf(definition)) context.addIssue({ code: 'custom', path, message })
  })
  .meta({ id: 'QuestionnaireDefinition' })

type Fault = { path: (string | number)[]; message: string }

/** What the shape alone does not say: names once, branching on earlier answers, parts that belong to the type. */
function faultsOf(definition: Whole): Fault[] {
  const faults: Fault[] = []
  const names = new Set<string>()
  const before = new Map<string, Question>()
  if (itemsOf(definition).length > 300) faults.push({ path: ['sections'], message: 'has more than 300 questions' })
  for (const [at, section] of definition.sections.entries()) {
    const path = ['sections', at]
    if (names.has(section.id)) faults.push({ path: [...path, 'id'], message: 'is used twice' })
    names.add(section.id)
    faults.push(...faultsOfCondition(section.showIf, before, path))
    for (const [place, item] of section.items.entries()) {
      const here = [...path, 'items', place]
      if (names.has(item.id)) faults.push({ path: [...here, 'id'], message: 'is used twice' })
      names.add(item.id)
      faults.push(...faultsOfCondition(item.showIf, before, here), ...faultsOfItem(item, here))
      before.set(item.id, item)
    }
  }
  return faults
}

function faultsOfCondition(condition: Branch | undefined, before: ReadonlyMap<string, Question>, path: (string | number)[]): Fault[] {
  return (condition?.rules ?? []).flatMap((rule, at) => {
    const here = [...path, 'showIf', 'rules', at]
    const asked = before.get(rule.item)
    if (!asked) return [{ path: [...here, 'item'], message: 'is not an earlier question' }]
    const isFigure = asked.type === 'scale' || asked.type === 'number'
    if (rule.is === undefined) return isFigure ? [] : [{ path: here, message: 'compares an answer that is no number' }]
    const codes = asked.type === 'yes_no' ? ['yes', 'no'] : (asked.options ?? []).map(({ code }) => code)
    return codes.includes(rule.is) ? [] : [{ path: [...here, 'is'], message: 'is no answer to that question' }]
  })
}

function faultsOfItem(item: Question, path: (string | number)[]): Fault[] {
  const faults: Fault[] = []
  const isChoice = item.type === 'single' || item.type === 'multiple'
  const only = (field: keyof Question, fine: boolean) => {
    if (item[field] !== undefined && !fine) faults.push({ path: [...path, field], message: 'does not belong to this type of question' })
  }
  if (isChoice && !item.options) faults.push({ path: [...path, 'options'], message: 'are needed for this type of question' })
  only('options', isChoice)
  only('none', item.type === 'multiple')
  for (const field of ['min', 'max', 'decimals', 'unit'] as const) only(field, item.type === 'number')
  for (const field of ['lowest', 'highest'] as const) only(field, item.type === 'scale')
  only('past', item.type === 'date')
  const codes = (item.options ?? []).map(({ code }) => code)
  if (new Set(codes).size !== codes.length) faults.push({ path: [...path, 'options'], message: 'have a name twice' })
  if (item.none !== undefined && isChoice && !codes.includes(item.none)) faults.push({ path: [...path, 'none'], message: 'is no choice' })
  if (item.min !== undefined && item.max !== undefined && item.min > item.max)
    faults.push({ path: [...path, 'max'], message: 'is below the least' })
  return faults
}
