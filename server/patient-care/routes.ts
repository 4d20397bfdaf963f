import { portalCareApi } from '../../shared/contracts/portal-care.ts'
import { taskSharingApi } from '../../shared/contracts/task-sharing.ts'
import type { App } from '../http/house.ts'
import { serve } from '../http/serve.ts'
import { servePatient, servePatientOpen } from '../http/serve-patient.ts'
import { servePatientTrail } from '../http/serve-trail.ts'
import { sendPatientData } from './data.ts'
import { patientJourney } from './journey.ts'
import { looksAtPatient } from './looks.ts'
import { shareTask, sharingOf, sharingsOf, stopSharing } from './sharing.ts'
import { patientTasks, sayDone } from './tasks.ts'

export function patientCareRoutes(app: App): void {
  const { now, secret } = app.house
  servePatient(app, portalCareApi.journey, ({ db, patient }) => patientJourney(db, patient.leadId))
  servePatient(app, portalCareApi.tasks, ({ db }) => patientTasks(db))
  servePatient(app, portalCareApi.doTask, ({ db, patient, params }) => sayDone(db, patient, params.id, now()))
  servePatient(app, portalCareApi.undoTask, ({ db, patient, params }) => sayDone(db, patient, params.id, null))
  servePatientTrail(app, portalCareApi.looks, ({ db, archived, query }) => looksAtPatient(db, { secret, archived }, query))
  servePatientOpen(app, portalCareApi.data, ({ house, patient, reply }) => sendPatientData(house, patient, reply))
  serve(app, taskSharingApi.list, async ({ db, query, request }) => {
    const page = await sharingsOf(db, query.taskId)
    request.shown = page.data.map(({ taskId }) => ({ entityType: 'task', id: taskId }))
    return page
  })
  serve(app, taskSharingApi.get, ({ db, params }) => sharingOf(db, params.id))
  serve(app, taskSharingApi.share, ({ db, actor, params }) => shareTask(db, { actor, now: now() }, params.id))
  serve(app, taskSharingApi.stop, ({ db, actor, params }) => stopSharing(db, { actor, now: now() }, params.id))
}
