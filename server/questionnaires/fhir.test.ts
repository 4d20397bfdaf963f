/** Against the official JSON schema of FHIR R4 (`server/test/fhir-r4.schema.json`). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { Definition as DefinitionSchema } from '../../shared/contracts/questionnaire-definition.ts'
import { problemsOf } from '../../shared/questionnaire-answers.ts'
import { type Condition, type Definition, itemsOf, itemTypes } from '../../shared/questionnaires.ts'
import { questionnaireAsFhir, responseAsFhir } from './fhir.ts'
import { healthHistory } from './hhq/hhq.ts'
import { enough } from './test-answers.ts'

const read = (...path: string[]) => JSON.parse(readFileSync(join(import.meta.dirname, ...path), 'utf8'))
const ajv = new Ajv({ strict: false, allErrors: true })
ajv.addMetaSchema(read('../../node_modules/ajv/lib/refs/json-schema-draft-06.json'))
const isFhir = ajv.compile(read('../test/fhir-r4.schema.json'))
const faults = (resource: unknown) => {
  isFhir(JSON.parse(JSON.stringify(resource)))
  return isFhir.errors ?? []
}

const version = (definition: Definition, publishedAt: string | null = '2026-11-22T10:00:00.000Z') => ({
  id: 1,
  questionnaire: 'hhq',
  version: 1,
  createdAt: '2026-11-22T10:00:00.000Z',
  createdById: null,
  publishedAt,
  publishedById: null,
  definition,
})
const response = (definition: Definition, answers = enough(definition)) => ({
  id: 7,
  leadId: 3,
  version: 1,
  state: 'complete' as const,
  savedAt: '2026-11-22T10:00:00.000Z',
  completedAt: '2026-11-22T10:00:00.000Z',
  definition,
  answers,
})

interface FhirItem {
  linkId: string
  type: string
  enableBehavior?: 'all' | 'any'
  enableWhen?: Enabling['enableWhen']
  item?: FhirItem[]
}
interface Enabling {
  enableBehavior?: 'all' | 'any'
  enableWhen: {
    question: string
    operator: string
    answerBoolean?: boolean
    answerCoding?: { code: string }
    answerInteger?: number
    answerDecimal?: number
  }[]
}

/** What the exported branching says, as our own. */
function conditionOf({ enableWhen, enableBehavior = 'all' }: Enabling): Condition {
  const rules = enableWhen.map(({ question, operator, answerBoolean, answerCoding, answerInteger, answerDecimal }) => {
    if (answerBoolean !== undefined) return { item: question, is: answerBoolean ? 'yes' : 'no' }
    if (answerCoding !== undefined) return { item: question, is: answerCoding.code }
    return { item: question, [operator === '>=' ? 'atLeast' : 'atMost']: answerInteger ?? answerDecimal }
  })
  return { match: rules.length > 1 ? enableBehavior : 'all', rules }
}
const plain = (condition: Condition) => ({ ...condition, match: condition.rules.length > 1 ? condition.match : 'all' })

describe('the Health History Questionnaire', () => {
  test('is a definition that makes sense, of 45 to 80 questions of every type', () => {
    expect(DefinitionSchema.safeParse(healthHistory).error?.issues).toBeUndefined()
    const items = itemsOf(healthHistory)
    expect(items.length).toBeGreaterThanOrEqual(45)
    expect(items.length).toBeLessThanOrEqual(80)
    expect(new Set(items.map(({ type }) => type))).toEqual(new Set(itemTypes))
  })

  test('can be completed', () => {
    expect(problemsOf(healthHistory, enough(healthHistory), '2026-11-22')).toEqual([])
  })

  test('exports as a valid Questionnaire, published and as a draft', () => {
    expect(faults(questionnaireAsFhir(version(healthHistory), true))).toEqual([])
    expect(faults(questionnaireAsFhir(version(healthHistory, null), false))).toEqual([])
    expect(faults({ ...questionnaireAsFhir(version(healthHistory), true), status: 'nonsense' })).not.toEqual([])
  })

  test('exports keep every name and all branching', () => {
    const { item } = JSON.parse(JSON.stringify(questionnaireAsFhir(version(healthHistory), true))) as { item: FhirItem[] }
    const all = item.flatMap((section) => [section, ...(section.item ?? [])]).filter(({ type }) => type !== 'display')
    const ours = healthHistory.sections.flatMap((section) => [section, ...section.items])
    expect(all.map(({ linkId }) => linkId)).toEqual(ours.map(({ id }) => id))
    const enabling = all.filter((each): each is FhirItem & Enabling => each.enableWhen !== undefined)
    expect(Object.fromEntries(enabling.map((each) => [each.linkId, conditionOf(each)]))).toEqual(
      Object.fromEntries(ours.flatMap(({ id, showIf }) => (showIf ? [[id, plain(showIf)]] : []))),
    )
  })

  test('answers of every type export as a valid QuestionnaireResponse, and so does a refusal to say', () => {
    const answers = { ...enough(healthHistory), weight: { declined: true } as const }
    const exported = responseAsFhir(response(healthHistory, answers))
    expect(faults(exported)).toEqual([])
    expect(faults({ ...exported, status: 'nonsense' })).not.toEqual([])
    expect(JSON.stringify(exported)).toContain('asked-declined')
    const linkIds = exported.item.flatMap(({ item }) => (item as { linkId: string }[]).map(({ linkId }) => linkId))
    expect(new Set(linkIds)).toEqual(new Set(Object.keys(answers)))
  })

  test('half-written answers export as valid too', () => {
    const draft = { ...response(healthHistory, { birth_sex: 'male', pcos: 'yes' }), state: 'draft' as const, completedAt: null }
    const exported = responseAsFhir(draft)
    expect(faults(exported)).toEqual([])
    expect(exported.status).toBe('in-progress')
    expect(JSON.stringify(exported)).not.toContain('pcos')
  })
})
