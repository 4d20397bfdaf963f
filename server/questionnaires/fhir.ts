/** Questionnaires and answers as FHIR R4: linkIds are the names of sections and questions, branching is enableWhen. */
import {
  type Answer,
  type Condition,
  type Definition,
  type Item,
  isDeclined,
  itemsOf,
  scale,
  visibleAnswers,
  visibleSections,
  type Words,
} from '../../shared/questionnaires.ts'
import type { ResponseRow } from './responses-storage.ts'
import type { WholeVersion } from './storage.ts'

type Json = Record<string, unknown>

const hl7 = 'http://hl7.org/fhir/StructureDefinition'
const canonical = (questionnaire: string) => `urn:healthcrm:questionnaire:${questionnaire}`
const codes = (questionnaire: string, item: string) => `${canonical(questionnaire)}:${item}`

const fhirTypes: Record<Item['type'], string> = {
  yes_no: 'boolean',
  single: 'choice',
  multiple: 'choice',
  scale: 'integer',
  number: 'decimal',
  date: 'date',
  text: 'string',
  long_text: 'text',
  medications: 'group',
  allergies: 'group',
}
const entryFields: Partial<Record<Item['type'], Readonly<Record<string, Words>>>> = {
  medications: {
    name: { en: 'Medication', es: 'Medicamento' },
    dose: { en: 'Dose', es: 'Dosis' },
    often: { en: 'How often', es: 'Con qué frecuencia' },
  },
  allergies: { substance: { en: 'Allergic to', es: 'Alérgico a' }, reaction: { en: 'Reaction', es: 'Reacción' } },
}

export function questionnaireAsFhir(row: WholeVersion, isAsked: boolean) {
  const { definition, questionnaire, version, publishedAt } = row
  const items = new Map(itemsOf(definition).map((item) => [item.id, item]))
  return {
    resourceType: 'Questionnaire' as const,
    id: `${questionnaire}-${version}`,
    language: 'en',
    url: canonical(questionnaire),
    version: String(version),
    name: questionnaire.toUpperCase(),
    ...translated('title', definition.title),
    status: publishedAt === null ? 'draft' : isAsked ? 'active' : 'retired',
    subjectType: ['Patient'],
    ...(publishedAt === null ? {} : { date: publishedAt }),
    ...(definition.intro ? translated('description', definition.intro) : {}),
    item: definition.sections.map((section) => ({
      linkId: section.id,
      type: 'group',
      ...translated('text', section.title),
      ...enabled(section.showIf, items, questionnaire),
      item: [...note(section.id, section.intro), ...section.items.map((item) => itemAsFhir(item, items, questionnaire))],
    })),
  }
}

function itemAsFhir(item: Item, items: ReadonlyMap<string, Item>, questionnaire: string): Json {
  const fields = Object.entries(entryFields[item.type] ?? {})
  const nested = [...note(item.id, item.help), ...fields.map(([field, label]) => entryField(item.id, field, label))]
  const bounds = item.type === 'scale' ? { min: scale.lowest, max: scale.highest } : item
  const extension = [
    ...bound('minValue', item, bounds.min),
    ...bound('maxValue', item, bounds.max),
    ...(item.unit === undefined
      ? []
      : [{ url: `${hl7}/questionnaire-unit`, valueCoding: { system: 'http://unitsofmeasure.org', code: item.unit } }]),
  ]
  return {
    ...(extension.length ? { extension } : {}),
    linkId: item.id,
    type: fhirTypes[item.type],
    ...translated('text', item.label),
    ...enabled(item.showIf, items, questionnaire),
    required: item.required ?? false,
    repeats: item.type === 'multiple' || fields.length > 0,
    ...(item.options
      ? { answerOption: item.options.map(({ code, label }) => ({ valueCoding: coding(codes(questionnaire, item.id), code, label) })) }
      : {}),
    ...(nested.length ? { item: nested } : {}),
  }
}

const entryField = (id: string, field: string, label: Words): Json => ({
  linkId: `${id}.${field}`,
  type: 'string',
  ...translated('text', label),
})
/** A sentence of help is an item of its own that asks nothing. */
const note = (id: string, help: Words | undefined): Json[] =>
  help ? [{ linkId: `${id}.help`, type: 'display', ...translated('text', help) }] : []

const bound = (name: 'minValue' | 'maxValue', { type }: Item, value: number | undefined): Json[] =>
  value === undefined ? [] : [{ url: `${hl7}/${name}`, [type === 'scale' ? 'valueInteger' : 'valueDecimal']: value }]

function enabled(condition: Condition | undefined, items: ReadonlyMap<string, Item>, questionnaire: string): Json {
  if (!condition) return {}
  const enableWhen = condition.rules.map((rule) => {
    const type = items.get(rule.item)?.type
    const question = rule.item
    if (rule.is !== undefined && type === 'yes_no') return { question, operator: '=', answerBoolean: rule.is === 'yes' }
    if (rule.is !== undefined) return { question, operator: '=', answerCoding: { system: codes(questionnaire, question), code: rule.is } }
    const answer = type === 'scale' ? 'answerInteger' : 'answerDecimal'
    return { question, operator: rule.atLeast === undefined ? '<=' : '>=', [answer]: rule.atLeast ?? rule.atMost }
  })
  return { enableWhen, ...(enableWhen.length > 1 ? { enableBehavior: condition.match } : {}) }
}

const translated = (field: string, { en, es }: Words): Json => ({
  [field]: en,
  [`_${field}`]: {
    extension: [
      {
        url: `${hl7}/translation`,
        extension: [
          { url: 'lang', valueCode: 'es' },
          { url: 'content', valueString: es },
        ],
      },
    ],
  },
})
const coding = (system: string, code: string, label: Words): Json => ({ system, code, ...translated('display', label) })

type Response = Pick<ResponseRow, 'id' | 'leadId' | 'version' | 'state' | 'savedAt' | 'completedAt' | 'definition' | 'answers'>

export function responseAsFhir({ id, leadId, version, state, savedAt, completedAt, definition, answers }: Response) {
  const person = { reference: `Patient/lead-${leadId}` }
  return {
    resourceType: 'QuestionnaireResponse' as const,
    id: String(id),
    questionnaire: `${canonical('hhq')}|${version}`,
    status: state === 'draft' ? 'in-progress' : completedAt === null ? 'stopped' : 'completed',
    subject: person,
    author: person,
    authored: completedAt ?? savedAt,
    item: answeredSections(definition, answers),
  }
}

function answeredSections(definition: Definition, answers: Readonly<Record<string, Answer>>): Json[] {
  const kept = visibleAnswers(definition, answers)
  return visibleSections(definition, answers).flatMap(({ id, title, items }) => {
    const item = items.flatMap((each) => {
      const answer = kept[each.id]
      return answer === undefined ? [] : answerAsFhir(each, answer)
    })
    return item.length ? [{ linkId: id, text: title.en, item }] : []
  })
}

function answerAsFhir(item: Item, answer: Answer): Json[] {
  const start = { linkId: item.id, text: item.label.en }
  if (isDeclined(answer)) return [{ extension: [{ url: `${hl7}/data-absent-reason`, valueCode: 'asked-declined' }], ...start }]
  if (!Array.isArray(answer)) return [{ ...start, answer: [valueOfAnswer(item, answer)] }]
  const isList = item.type !== 'multiple'
  if (!isList) return [{ ...start, answer: answer.map((each) => valueOfAnswer(item, String(each))) }]
  return answer.map((entry) => ({ ...start, item: fieldsOf(item.id, Object.entries(entry)) }))
}

const fieldsOf = (id: string, fields: [string, unknown][]): Json[] =>
  fields.flatMap(([field, value]) =>
    typeof value === 'string' && value.trim() !== '' ? [{ linkId: `${id}.${field}`, answer: [{ valueString: value }] }] : [],
  )

function valueOfAnswer(item: Item, answer: string | number): Json {
  if (item.type === 'yes_no') return { valueBoolean: answer === 'yes' }
  if (item.type === 'scale') return { valueInteger: answer }
  if (item.type === 'number') return { valueDecimal: answer }
  if (item.type === 'date') return { valueDate: answer }
  const label = item.options?.find(({ code }) => code === answer)?.label
  if (item.options) return { valueCoding: { system: codes('hhq', item.id), code: answer, ...(label ? { display: label.en } : {}) } }
  return { valueString: answer }
}
