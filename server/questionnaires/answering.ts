/** What a patient does with the questionnaire: saves as they go, completes it, changes it later. No answer enters the trail. */
import type { Saved } from '../../shared/contracts/questionnaires.ts'
import { fits, problemsOf } from '../../shared/questionnaire-answers.ts'
import { type Answer, type Definition, itemsOf, progressOf, visibleAnswers } from '../../shared/questionnaires.ts'
import { logActivity } from '../activity/activity.ts'
import type { PatientActor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { badInput, conflict, type FieldError, found, notFound, stale } from '../http/errors.ts'
import { responseAsFhir } from './fhir.ts'
import { inWords } from './problem-words.ts'
import {
  findComplete,
  findCurrent,
  insertResponse,
  lockCurrent,
  markComplete,
  markGivenUp,
  type ResponseRow,
  storeAnswers,
} from './responses-storage.ts'
import { newestVersion } from './storage.ts'

interface Acting {
  patient: PatientActor
  now: Date
}

/** What is asked, and what they answered; somebody in the middle of an older version stays on it. */
export async function ownQuestionnaire(db: Db, { leadId }: PatientActor) {
  const current = await findCurrent(db, leadId)
  if (!current) {
    const { id, version, definition } = found(await newestVersion(db), 'Questionnaire')
    const nothing = { state: null, revision: 0, answers: {}, savedAt: null, completedAt: null, signedAt: null, earlierSignedAt: null }
    return { definition, versionId: id, version, ...nothing }
  }
  const earlier = current.state === 'draft' ? await findComplete(db, leadId) : undefined
  return { ...current, earlierSignedAt: earlier?.signedAt ?? null }
}

/** Keeps what changed. Whoever saves upon an older revision is told so, and nothing is written. */
export async function saveAnswers(db: Tx, { patient, now }: Acting, { revision, answers: changes }: Saved) {
  const current = await lockCurrent(db, patient.leadId)
  if (!current) return begin(db, { patient, now }, { revision, changes })
  if (current.state === 'complete') {
    throw conflict('complete', 'These answers are complete. To change them, say first that you want to edit them.')
  }
  if (revision !== current.revision) throw stale()
  const answers = changed(current.definition, current.answers, changes)
  await storeAnswers(db, current.id, { answers, now })
  log(db, patient, 'questionnaire_saved', { ...current, answers })
  return { revision: revision + 1, savedAt: now.toISOString() }
}

async function begin(db: Tx, { patient, now }: Acting, { revision, changes }: { revision: number; changes: Saved['answers'] }) {
  const { id: versionId, version, definition } = found(await newestVersion(db), 'Questionnaire')
  const answers = changed(definition, {}, changes)
  const made = revision === 0 ? await insertResponse(db, { leadId: patient.leadId, versionId, answers, now }) : undefined
  if (made === undefined) throw stale()
  log(db, patient, 'questionnaire_begun', { version, definition, answers })
  return { revision: made, savedAt: now.toISOString() }
}

function changed(definition: Definition, before: Readonly<Record<string, Answer>>, changes: Saved['answers']): Record<string, Answer> {
  const items = new Map(itemsOf(definition).map((item) => [item.id, item]))
  const errors: FieldError[] = []
  const after = new Map(Object.entries(before))
  for (const [id, answer] of Object.entries(changes)) {
    const item = items.get(id)
    const path = `answers.${id}`
    if (!item) errors.push({ path, message: 'is no question of this version' })
    else if (answer === null) after.delete(id)
    else if (fits(item, answer)) after.set(id, answer)
    else errors.push({ path, message: 'does not fit this question' })
  }
  if (errors.length) throw badInput(...errors)
  return Object.fromEntries(after)
}

/** From here on it can be signed. Answers on a way that was left are not part of it. */
export async function completeAnswers(db: Tx, { patient, now }: Acting, revision: number) {
  const current = await lockCurrent(db, patient.leadId)
  if (!current) throw conflict('not_begun', 'There are no answers yet.')
  if (current.state === 'complete') return ownQuestionnaire(db, patient)
  if (revision !== current.revision) throw stale()
  const problems = problemsOf(current.definition, current.answers, dayBehind(now))
  if (problems.length) throw badInput(...problems.map(({ id, problem }) => ({ path: `answers.${id}`, message: inWords(problem) })))
  const answers = visibleAnswers(current.definition, current.answers)
  await markComplete(db, current.id, { answers, now })
  log(db, patient, 'questionnaire_completed', { ...current, answers })
  return ownQuestionnaire(db, patient)
}

/** A new draft with the answers as they are, of the version that is asked today. */
export async function beginEdit(db: Tx, { patient, now }: Acting) {
  const current = await lockCurrent(db, patient.leadId)
  if (!current) throw conflict('not_begun', 'There are no answers yet.')
  if (current.state === 'draft') return ownQuestionnaire(db, patient)
  const { id: versionId, version, definition } = found(await newestVersion(db), 'Questionnaire')
  const items = new Map(itemsOf(definition).map((item) => [item.id, item]))
  const kept = Object.entries(current.answers).filter(([id, answer]) => {
    const item = items.get(id)
    return item !== undefined && fits(item, answer)
  })
  const answers = Object.fromEntries(kept)
  await insertResponse(db, { leadId: patient.leadId, versionId, answers, supersedesId: current.id, now })
  log(db, patient, 'questionnaire_reopened', { version, definition, answers })
  return ownQuestionnaire(db, patient)
}

/** Of a change only: what was begun for the first time is not given up. */
export async function giveUpEdit(db: Tx, patient: PatientActor) {
  const current = await lockCurrent(db, patient.leadId)
  if (current?.state !== 'draft' || current.supersedesId === null) throw conflict('no_edit', 'Nothing is being changed.')
  await markGivenUp(db, current.id)
  log(db, patient, 'questionnaire_edit_given_up', current)
  return ownQuestionnaire(db, patient)
}

export async function ownAsFhir(db: Db, { leadId }: PatientActor) {
  const current = await findCurrent(db, leadId)
  if (!current) throw notFound('Answers')
  return { value: responseAsFhir(current) }
}

/** Today somewhere on earth: nobody's own day is refused as one in the future. */
const dayBehind = (now: Date) => new Date(now.getTime() + 14 * 60 * 60 * 1000).toISOString().slice(0, 10)

type Logged = Pick<ResponseRow, 'version' | 'definition' | 'answers'>
function log(db: Tx, { leadId }: PatientActor, action: string, { version, definition, answers }: Logged) {
  const details = { actor: { kind: 'patient', leadId }, version, ...progressOf(definition, answers) }
  logActivity(db, { entityType: 'lead', entityId: leadId, action, userId: undefined, details })
}
