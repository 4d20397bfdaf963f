import { portalQuestionnaireApi, questionnaireApi } from '../../shared/contracts/questionnaires.ts'
import type { App } from '../http/house.ts'
import { serve } from '../http/serve.ts'
import { servePatient } from '../http/serve-patient.ts'
import { beginEdit, completeAnswers, giveUpEdit, ownAsFhir, ownQuestionnaire, saveAnswers } from './answering.ts'
import { responseInFhir, responseOf, responsesOfContact, responsesOfLead } from './reading.ts'
import { beginDraft, discardDraft, editDraft, listVersions, publishDraft, versionAsFhir, versionOf } from './versions.ts'

export function questionnaireRoutes(app: App): void {
  const { now } = app.house
  serve(app, questionnaireApi.versions, ({ db }) => listVersions(db))
  serve(app, questionnaireApi.version, ({ db, params }) => versionOf(db, params.id))
  serve(app, questionnaireApi.draft, ({ db, actor, body }) => beginDraft(db, actor, body.fromId))
  serve(app, questionnaireApi.edit, ({ db, actor, params, body, ifMatch }) => editDraft(db, actor, params.id, { ...body, ifMatch }))
  serve(app, questionnaireApi.discard, ({ db, actor, params }) => discardDraft(db, actor, params.id))
  serve(app, questionnaireApi.publish, ({ db, actor, params }) => publishDraft(db, actor, params.id, now()))
  serve(app, questionnaireApi.versionAsFhir, ({ db, params }) => versionAsFhir(db, params.id))
  serve(app, questionnaireApi.ofLead, ({ db, params }) => responsesOfLead(db, params.id))
  serve(app, questionnaireApi.ofContact, ({ db, params }) => responsesOfContact(db, params.id))
  serve(app, questionnaireApi.response, async ({ db, params, request }) => {
    const response = await responseOf(db, params.id)
    request.shown = [{ entityType: 'lead', id: response.leadId }]
    return response
  })
  serve(app, questionnaireApi.responseAsFhir, async ({ db, params, request }) => {
    const { leadId, fhir } = await responseInFhir(db, params.id)
    request.shown = [{ entityType: 'lead', id: leadId }]
    return { value: fhir }
  })
  servePatient(app, portalQuestionnaireApi.own, ({ db, patient }) => ownQuestionnaire(db, patient))
  servePatient(app, portalQuestionnaireApi.save, ({ db, patient, body }) => saveAnswers(db, { patient, now: now() }, body))
  servePatient(app, portalQuestionnaireApi.complete, ({ db, patient, body }) => completeAnswers(db, { patient, now: now() }, body.revision))
  servePatient(app, portalQuestionnaireApi.edit, ({ db, patient }) => beginEdit(db, { patient, now: now() }))
  servePatient(app, portalQuestionnaireApi.giveUp, ({ db, patient }) => giveUpEdit(db, patient))
  servePatient(app, portalQuestionnaireApi.asFhir, ({ db, patient }) => ownAsFhir(db, patient))
}
