/** Questionnaires: their versions, what patients answer, and both as FHIR R4. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, prose, SentTime } from '../inputs.ts'
import { longestAnswer, mostEntries } from '../questionnaires.ts'
import { responseStates } from '../values.ts'
import { Definition } from './questionnaire-definition.ts'

const versionFields = {
  id: Id,
  questionnaire: z.string(),
  version: z.int(),
  createdAt: SentTime,
  createdById: Id.nullable(),
  publishedAt: SentTime.nullable().describe('None: a draft'),
  publishedById: Id.nullable(),
}
const Listed = z
  .object({
    ...versionFields,
    isAsked: z.boolean().describe('The newest published one'),
    questions: z.int(),
    responses: z.int().describe('People’s answers to it, drafts too'),
  })
  .meta({ id: 'QuestionnaireVersionInList' })
const Version = z.object({ ...versionFields, definition: Definition }).meta({ id: 'QuestionnaireVersion' })

const short = prose(longestAnswer.entry)
const Answer = z.union([
  z.number().min(-1_000_000_000).max(1_000_000_000),
  prose(longestAnswer.long_text),
  z.array(z.string().max(40)).max(60),
  z.array(z.strictObject({ name: short, dose: short, often: short })).max(mostEntries),
  z.array(z.strictObject({ substance: short, reaction: short })).max(mostEntries),
  z.strictObject({ declined: z.literal(true) }),
])
const Answers = z.record(z.string(), Answer)

const responseFields = {
  id: Id,
  versionId: Id,
  version: z.int(),
  state: z.enum(responseStates),
  revision: z.int(),
  startedAt: SentTime,
  savedAt: SentTime,
  completedAt: SentTime.nullable(),
  supersedesId: Id.nullable().describe('The answers that these are a later edit of'),
}
const signedAt = SentTime.nullable().describe('When it was signed, if that signature stands')
const progress = { answered: z.int(), asked: z.int() }
const ResponseInList = z.object({ ...responseFields, signedAt, ...progress }).meta({ id: 'QuestionnaireResponseInList' })
const Responses = z.object({ data: z.array(ResponseInList) }).meta({ id: 'QuestionnaireResponses' })
const Response = z
  .object({
    ...responseFields,
    leadId: Id,
    signedAt,
    definition: Definition,
    answers: Answers.describe('By the name of the question'),
    previous: z.object({ id: Id, answers: Answers }).nullable().describe('What they were before this edit'),
  })
  .meta({ id: 'QuestionnaireResponse' })

const Own = z
  .object({
    definition: Definition,
    versionId: Id,
    version: z.int(),
    state: z.enum(responseStates).nullable().describe('None: not begun'),
    revision: z.int().describe('0: not begun'),
    answers: Answers,
    savedAt: SentTime.nullable(),
    completedAt: SentTime.nullable(),
    signedAt: SentTime.nullable().describe('When the answers shown were signed'),
    earlierSignedAt: SentTime.nullable().describe('While answers are edited: when those before were signed'),
  })
  .meta({ id: 'OwnQuestionnaire' })

const Revision = z.int().min(0).max(1_000_000_000).describe('The last one seen; another is a 412')
const Saved = z.strictObject({
  revision: Revision,
  answers: z.record(z.string().max(40), Answer.nullable()).describe('Those that changed; null takes one away'),
})
export type Saved = z.output<typeof Saved>
const Receipt = z.object({ revision: z.int(), savedAt: SentTime }).meta({ id: 'AnswersSaved' })

const fhir = (name: 'Questionnaire' | 'QuestionnaireResponse') =>
  z.looseObject({ resourceType: z.literal(name) }).meta({ id: `Fhir${name}`, description: `FHIR R4 ${name}` })
const asFhir = fhir('QuestionnaireResponse')

export const questionnaireApi = {
  versions: endpoint('GET', '/questionnaires', {
    summary: 'Versions of the questionnaire, newest first; drafts for Admins',
    reply: z.object({ data: z.array(Listed) }),
  }),
  version: endpoint('GET', '/questionnaires/:id', { summary: 'One version', params: IdParams, reply: Version, etag: true }),
  draft: endpoint('POST', '/questionnaires', {
    summary: 'Begin a draft from a version',
    body: z.strictObject({ fromId: Id }),
    status: 201,
    reply: Version,
  }),
  edit: endpoint('PUT', '/questionnaires/:id', {
    summary: 'Change a draft',
    params: IdParams,
    body: z.strictObject({ definition: Definition }),
    reply: Version,
    etag: true,
  }),
  discard: endpoint('DELETE', '/questionnaires/:id', { summary: 'Drop a draft', params: IdParams }),
  publish: endpoint('POST', '/questionnaires/:id/publication', {
    summary: 'Publish a draft: from now on it is asked and never changes',
    params: IdParams,
    status: 200,
    reply: Version,
  }),
  versionAsFhir: endpoint('GET', '/questionnaires/:id/fhir', {
    summary: 'A version as a FHIR R4 Questionnaire',
    params: IdParams,
    reply: fhir('Questionnaire'),
  }),
  ofLead: endpoint('GET', '/leads/:id/questionnaire', {
    summary: 'A lead’s answers, newest first',
    params: IdParams,
    reply: Responses,
  }),
  ofContact: endpoint('GET', '/contacts/:id/questionnaire', {
    summary: 'A patient’s answers, newest first',
    params: IdParams,
    reply: Responses,
  }),
  response: endpoint('GET', '/questionnaire-responses/:id', {
    summary: 'Answers with the version they were given to',
    params: IdParams,
    reply: Response,
  }),
  responseAsFhir: endpoint('GET', '/questionnaire-responses/:id/fhir', {
    summary: 'Answers as a FHIR R4 QuestionnaireResponse',
    params: IdParams,
    reply: asFhir,
  }),
}

export const portalQuestionnaireApi = {
  own: endpoint('GET', '/portal/questionnaire', { summary: 'The health questions and one’s own answers', reply: Own }),
  save: endpoint('PUT', '/portal/questionnaire', { summary: 'Save answers as one goes', body: Saved, reply: Receipt }),
  complete: endpoint('POST', '/portal/questionnaire/completion', {
    summary: 'Say that the answers are complete',
    body: z.strictObject({ revision: Revision }),
    status: 200,
    reply: Own,
  }),
  edit: endpoint('POST', '/portal/questionnaire/edition', {
    summary: 'Begin to change complete answers; those before stand until the new ones are complete',
    status: 200,
    reply: Own,
  }),
  giveUp: endpoint('DELETE', '/portal/questionnaire/edition', {
    summary: 'Keep the answers as they were before the change',
    status: 200,
    reply: Own,
  }),
  asFhir: endpoint('GET', '/portal/questionnaire/fhir', {
    summary: 'One’s own answers as a FHIR R4 QuestionnaireResponse',
    reply: asFhir,
  }),
}
