import { appointmentApi } from '../../shared/contracts/appointments.ts'
import { exportApi } from '../../shared/contracts/exports.ts'
import { serveExport } from '../exports/exports.ts'
import type { App } from '../http/house.ts'
import { serveList, serveRow } from '../http/lists.ts'
import { serve } from '../http/serve.ts'
import type { TellPerson } from '../visit-letters/visit-letters.ts'
import { bookAppointment, changeAppointment, deleteAppointment, setStatus, undoStatus } from './appointments.ts'
import { appointmentList, appointmentStatement } from './storage.ts'

export function appointmentRoutes(app: App, tell: TellPerson): void {
  serveList(app, appointmentApi.list, () => appointmentList)
  serveExport(app, exportApi.appointments, appointmentList)
  serveRow(app, appointmentApi.get, 'Appointment', appointmentStatement)
  serve(app, appointmentApi.create, ({ db, actor, body }) => bookAppointment(db, { actor, tell }, body))
  serve(app, appointmentApi.update, ({ db, actor, params, body: { overbookReason, ...changes }, ifMatch }) =>
    changeAppointment(db, { actor, tell, ifMatch, overbookReason }, params.id, changes),
  )
  serve(app, appointmentApi.remove, ({ db, actor, params, ifMatch }) => deleteAppointment(db, { actor, tell, ifMatch }, params.id))
  serve(app, appointmentApi.complete, ({ db, actor, params, ifMatch }) => setStatus(db, { actor, tell, ifMatch }, params.id, 'Completed'))
  serve(app, appointmentApi.cancel, ({ db, actor, params, body, ifMatch }) =>
    setStatus(db, { actor, tell, ifMatch, reason: body?.reason }, params.id, 'Cancelled'),
  )
  serve(app, appointmentApi.uncancel, ({ db, actor, params, body, ifMatch }) =>
    undoStatus(db, { actor, tell, ifMatch, reason: body?.reason }, params.id, 'Cancelled'),
  )
  serve(app, appointmentApi.missed, ({ db, actor, params, body, ifMatch }) =>
    setStatus(db, { actor, tell, ifMatch, reason: body?.reason }, params.id, 'No Show'),
  )
  serve(app, appointmentApi.unmissed, ({ db, actor, params, body, ifMatch }) =>
    undoStatus(db, { actor, tell, ifMatch, reason: body?.reason }, params.id, 'No Show'),
  )
}
