import { portalApi } from '../../shared/contracts/portal.ts'
import type { App } from '../http/house.ts'
import { servePatient } from '../http/serve-patient.ts'
import { patientSelf } from './portal.ts'

export function portalRoutes(app: App) {
  servePatient(app, portalApi.me, ({ db, patient }) => patientSelf(db, patient.leadId))
}
