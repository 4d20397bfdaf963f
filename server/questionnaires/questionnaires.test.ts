import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answers, type Definition, visibleSections } from '../../shared/questionnaires.ts'
import { type TestApp, testApp } from '../test/app.ts'
import { build } from '../test/build.ts'
import { signedInPatient } from '../test/patient.ts'
import { trailOf } from '../test/trail.ts'
import { enough } from './test-answers.ts'

let clinic: TestApp
beforeAll(async () => {
  clinic = await testApp()
})
afterAll(() => clinic.close())

interface Own {
  definition: Definition
  versionId: number
  version: number
  state: string | null
  revision: number
  answers: Record<string, unknown>
  earlierSignedAt: string | null
}
type Patient = Awaited<ReturnType<typeof signedInPatient>>
const own = async ({ at }: Patient) => (await at.ask<Own>('GET', '/portal/questionnaire')).body
const save = ({ at }: Patient, revision: number, answers: Record<string, unknown>) =>
  at.ask<{ revision: number }>('PUT', '/portal/questionnaire', { revision, answers })
const complete = ({ at }: Patient, revision: number) => at.ask<Own>('POST', '/portal/questionnaire/completion', { revision })

async function completed(): Promise<Patient> {
  const patient = await signedInPatient(clinic)
  const { definition } = await own(patient)
  const { body } = await save(patient, 0, enough(definition))
  expect((await complete(patient, body.revision)).status).toBe(200)
  return patient
}
const responsesOf = (leadId: number) =>
  clinic.sql<{ id: number; state: string }>('select id, state from questionnaire_responses where lead_id = $1 order by id', [leadId])

describe('answering', () => {
  test('saves what changed, and each save is one entry without any answer', async () => {
    const patient = await signedInPatient(clinic)
    expect(await own(patient)).toMatchObject({ state: null, revision: 0, answers: {}, version: 1 })
    expect((await save(patient, 0, { occupation: 'canary baker', readiness: 7 })).body.revision).toBe(1)
    expect((await save(patient, 1, { readiness: null, snores: 'yes' })).body.revision).toBe(2)
    expect(await own(patient)).toMatchObject({ state: 'draft', revision: 2, answers: { occupation: 'canary baker', snores: 'yes' } })
    const trail = await trailOf(clinic, 'lead', patient.leadId)
    expect(trail.map(({ action, userId }) => [action, userId])).toEqual([
      ['questionnaire_begun', null],
      ['questionnaire_saved', null],
    ])
    expect(JSON.stringify(trail)).not.toMatch(/canary|snores/)
  })

  test('of two devices that save upon the same revision one is told, and nothing of it is written', async () => {
    const patient = await signedInPatient(clinic)
    const begun = await Promise.all([save(patient, 0, { snores: 'yes' }), save(patient, 0, { snores: 'no' })])
    expect(begun.map(({ status }) => status).sort()).toEqual([200, 412])
    const both = await Promise.all([save(patient, 1, { occupation: 'one' }), save(patient, 1, { occupation: 'other' })])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
    expect((await own(patient)).revision).toBe(2)
    expect(await responsesOf(patient.leadId)).toHaveLength(1)
  })

  test('names each answer that fits no question, and keeps none of them', async () => {
    const patient = await signedInPatient(clinic)
    const { status, body } = await save(patient, 0, { nonsense: 1, snores: 3, conditions: ['unheard_of'], readiness: 4 })
    expect(status).toBe(400)
    expect((body as unknown as { errors: { path: string }[] }).errors.map(({ path }) => path)).toEqual([
      'answers.nonsense',
      'answers.snores',
      'answers.conditions',
    ])
    expect((await own(patient)).revision).toBe(0)
  })

  test('is complete only when nothing that is asked and needed is missing, here and in the database', async () => {
    const patient = await signedInPatient(clinic)
    const { definition } = await own(patient)
    const { birth_date: _gone, ...rest } = enough(definition)
    await save(patient, 0, rest)
    const refused = await complete(patient, 1)
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('"path":"answers.birth_date"')
    const forced = clinic.sql(`update questionnaire_responses set state = 'complete', completed_at = now() where lead_id = $1`, [
      patient.leadId,
    ])
    await expect(forced).rejects.toThrow(/needed/)
    await save(patient, 1, { birth_date: '1980-02-29' })
    expect((await complete(patient, 2)).body.state).toBe('complete')
    expect((await save(patient, 3, { snores: 'no' })).status).toBe(409)
  })

  test('leaves out what was answered on a way that was left since', async () => {
    const patient = await signedInPatient(clinic)
    const { definition } = await own(patient)
    await save(patient, 0, { ...enough(definition), birth_sex: 'female', had_surgery: 'yes', surgery_list: 'canary', prostate: 'yes' })
    await save(patient, 1, { had_surgery: 'no', periods: 'menopause', pcos: 'no' })
    const { body } = await complete(patient, 2)
    expect(body.answers).not.toHaveProperty('surgery_list')
    expect(body.answers).not.toHaveProperty('prostate')
    expect(body.answers).toHaveProperty('pcos')
  })

  test('changed later is a version of its own: the one before stands until the new one is complete', async () => {
    const patient = await completed()
    const { body: edit } = await patient.at.ask<Own>('POST', '/portal/questionnaire/edition')
    expect(edit.state).toBe('draft')
    await save(patient, edit.revision, { occupation: 'changed' })
    expect((await responsesOf(patient.leadId)).map(({ state }) => state)).toEqual(['complete', 'draft'])
    expect((await complete(patient, edit.revision + 1)).body.state).toBe('complete')
    expect((await responsesOf(patient.leadId)).map(({ state }) => state)).toEqual(['superseded', 'complete'])
    await patient.at.ask('POST', '/portal/questionnaire/edition')
    expect((await patient.at.ask<Own>('DELETE', '/portal/questionnaire/edition')).body).toMatchObject({
      state: 'complete',
      answers: { occupation: 'changed' },
    })
    expect((await patient.at.ask('DELETE', '/portal/questionnaire/edition')).status).toBe(409)
  })

  test('of an edit that was given up are not saved to the next one: a revision never comes again', async () => {
    const patient = await completed()
    const edit = async () => (await patient.at.ask<Own>('POST', '/portal/questionnaire/edition')).body.revision
    const first = await edit()
    await patient.at.ask('DELETE', '/portal/questionnaire/edition')
    expect(await edit()).toBeGreaterThan(first)
    expect((await save(patient, first, { occupation: 'late' })).status).toBe(412)
    expect((await own(patient)).answers.occupation).not.toBe('late')
  })

  test('that is complete or published never changes, whoever asks', async () => {
    const patient = await completed()
    const change = clinic.sql(`update questionnaire_responses set answers = '{}' where lead_id = $1`, [patient.leadId])
    await expect(change).rejects.toThrow(/never change/)
    const back = clinic.sql(`update questionnaire_responses set state = 'draft' where lead_id = $1`, [patient.leadId])
    await expect(back).rejects.toThrow(/never change/)
    const again = clinic.sql(`update questionnaire_versions set definition = '{}' where version = 1`)
    await expect(again).rejects.toThrow(/never changes/)
  })
})

describe('what staff see', () => {
  test('states and answers with what they were before; each look is one at the lead', async () => {
    const patient = await completed()
    const { body: edit } = await patient.at.ask<Own>('POST', '/portal/questionnaire/edition')
    await save(patient, edit.revision, { occupation: 'changed' })
    const as = clinic.as(clinic.people.coach)
    const { body } = await as.get<{ data: { id: number; state: string; asked: number }[] }>(`/leads/${patient.leadId}/questionnaire`)
    expect(body.data.map(({ state }) => state)).toEqual(['draft', 'complete'])
    const { body: whole } = await as.get<{ answers: object; previous: { answers: object } }>(`/questionnaire-responses/${body.data[0]?.id}`)
    expect(whole.answers).toMatchObject({ occupation: 'changed' })
    expect(whole.previous.answers).not.toMatchObject({ occupation: 'changed' })
    const looks = () =>
      clinic.sql(
        `select from access_log where route = 'GET /questionnaire-responses/:id' and entity_type = 'lead' and entity_ids @> array[$1::int]`,
        [patient.leadId],
      )
    await expect.poll(async () => (await looks()).length).toBe(1)
  })

  test('not of restricted records, nor of others for a patient', async () => {
    const patient = await completed()
    const [response] = await responsesOf(patient.leadId)
    await build.restrict(clinic, 'lead', patient.leadId)
    for (const path of [`/leads/${patient.leadId}/questionnaire`, `/questionnaire-responses/${response?.id}`])
      expect((await clinic.as(clinic.people.sdr).get(path)).status).toBe(404)
    expect((await clinic.as(clinic.people.admin).get(`/questionnaire-responses/${response?.id}`)).status).toBe(200)
    expect((await clinic.as(clinic.people.admin).get('/questionnaire-responses/2147483000/fhir')).status).toBe(404)
    const other = await signedInPatient(clinic)
    expect((await own(other)).answers).toEqual({})
    expect((await other.at.ask('GET', '/portal/questionnaire/fhir')).status).toBe(404)
    expect((await other.at.ask('GET', `/questionnaire-responses/${response?.id}`)).status).toBe(401)
  })
})

describe('versions', () => {
  const draftOf = async () => {
    const as = clinic.as(clinic.people.admin)
    const { body } = await as.get<{ data: { id: number; isAsked: boolean }[] }>('/questionnaires')
    const from = body.data.find(({ isAsked }) => isAsked)
    return (await as.post<{ id: number; version: number; definition: Definition }>('/questionnaires', { fromId: from?.id })).body
  }

  test('a draft is an Admin’s alone; who is in the middle of an older version stays on it', async () => {
    const patient = await signedInPatient(clinic)
    await save(patient, 0, { snores: 'no' })
    const { version: before } = await own(patient)
    const as = clinic.as(clinic.people.admin)
    const draft = await draftOf()
    expect((await clinic.as(clinic.people.coach).get(`/questionnaires/${draft.id}`)).status).toBe(404)
    expect((await clinic.as(clinic.people.coach).post('/questionnaires', { fromId: draft.id })).status).toBe(403)
    const [first, ...others] = draft.definition.sections
    const definition = { ...draft.definition, sections: [...others, first] }
    const refused = await as.put(`/questionnaires/${draft.id}`, {
      definition: { ...definition, sections: [...others.toReversed(), first] },
    })
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('is not an earlier question')
    const good = { ...draft.definition, title: { en: 'Other', es: 'Otro' } }
    expect((await as.put(`/questionnaires/${draft.id}`, { definition: good })).status).toBe(200)
    expect((await as.post(`/questionnaires/${draft.id}/publication`)).status).toBe(200)
    expect((await as.put(`/questionnaires/${draft.id}`, { definition: good })).status).toBe(409)
    expect((await as.delete(`/questionnaires/${draft.id}`)).status).toBe(409)
    expect((await own(patient)).version).toBe(before)
    expect((await own(await signedInPatient(clinic))).version).toBe(draft.version)
    expect((await trailOf(clinic, 'clinic', 1)).map(({ action }) => action).slice(-3)).toEqual([
      'questionnaire_draft_made',
      'questionnaire_draft_edited',
      'questionnaire_published',
    ])
  })

  test('two Admins do not overwrite one another; a draft that nobody wants goes', async () => {
    const as = clinic.as(clinic.people.admin)
    const draft = await draftOf()
    const { headers } = await as.get(`/questionnaires/${draft.id}`)
    const tag = { headers: { 'if-match': String(headers.etag) } }
    const change = (en: string) => ({ definition: { ...draft.definition, title: { en, es: 'Otro' } } })
    expect((await as.put(`/questionnaires/${draft.id}`, change('One'), tag)).status).toBe(200)
    expect((await as.put(`/questionnaires/${draft.id}`, change('Two'), tag)).status).toBe(412)
    expect((await as.delete(`/questionnaires/${draft.id}`)).status).toBe(204)
    expect((await as.get(`/questionnaires/${draft.id}`)).status).toBe(404)
  })
})

describe('the life of a lead', () => {
  test('answers go whole with it, come back with it, and follow it into a merge and out again', async () => {
    const patient = await signedInPatient(clinic)
    await save(patient, 0, { occupation: 'kept' })
    const as = clinic.as(clinic.people.admin)
    const all = () => clinic.sql('select * from questionnaire_responses where lead_id = $1', [patient.leadId])
    const before = await all()
    expect((await as.delete(`/leads/${patient.leadId}`)).status).toBe(204)
    expect(await all()).toEqual([])
    const { body } = await as.get<{ data: { id: number; entityId: number }[] }>('/deleted-records?entityType=lead')
    await as.post(`/deleted-records/${body.data.find(({ entityId }) => entityId === patient.leadId)?.id}/restoration`)
    expect(await all()).toEqual(before)
    const other = await signedInPatient(clinic)
    await save(other, 0, { occupation: 'other' })
    const merge = await as.post<{ id: number }>('/merges', { entityType: 'lead', keptId: other.leadId, mergedId: patient.leadId })
    expect(merge.status).toBe(201)
    expect(await responsesOf(other.leadId)).toHaveLength(2)
    expect((await as.delete(`/merges/${merge.body.id}`)).status).toBe(200)
    expect(await all()).toEqual(before)
  })
})

test('the database and the pages agree on what is missing', async () => {
  const { definition } = await own(await signedInPatient(clinic))
  const full: Answers = enough(definition)
  const ids = Object.keys(full)
  for (let round = 0; round < 40; round += 1) {
    const answers = Object.fromEntries(ids.filter((_, at) => (at * 7 + round * 13) % 11 > 3).map((id) => [id, full[id]])) as Answers
    const missing = visibleSections(definition, answers).flatMap(({ items }) =>
      items.filter(({ id, required }) => required && answers[id] === undefined).map(({ id }) => id),
    )
    const [row] = await clinic.sql<{ gaps: string[] }>('select questionnaire_gaps($1, $2) as gaps', [
      JSON.stringify(definition),
      JSON.stringify(answers),
    ])
    expect(row?.gaps).toEqual(missing)
  }
})
