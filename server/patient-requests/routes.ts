import { patientRequestApi } from '../../shared/contracts/patient-requests.ts'
import type { App } from '../http/house.ts'
import { serve } from '../http/serve.ts'
import { servePatient } from '../http/serve-patient.ts'
import type { Mailer } from '../mail/mail.ts'
import { answerLetters } from './letters.ts'
import { answerRequest, askForData, listRequests, ownRequests, requestOf } from './patient-requests.ts'

export function patientRequestRoutes(app: App, { mailer, origin }: { mailer: Mailer | undefined; origin: () => string }): void {
  const { now, secret } = app.house
  const tell = answerLetters(app.house, { mailer, origin })
  servePatient(app, patientRequestApi.own, ({ db }) => ownRequests(db))
  servePatient(app, patientRequestApi.ask, ({ db, patient, body }) => askForData(db, patient, body))
  serve(app, patientRequestApi.list, async ({ db, query, request }) => {
    const page = await listRequests(db, secret, query)
    request.shown = page.data.map(({ leadId }) => ({ entityType: 'lead', id: leadId }))
    return page
  })
  serve(app, patientRequestApi.get, async ({ db, params, request }) => {
    const one = await requestOf(db, params.id)
    request.shown = [{ entityType: 'lead', id: one.leadId }]
    return one
  })
  serve(app, patientRequestApi.decide, async ({ db, actor, params, body }) => {
    const answered = await answerRequest(db, actor, params.id, { ...body, now: now() })
    await tell(db, answered.leadId)
    return answered
  })
}
