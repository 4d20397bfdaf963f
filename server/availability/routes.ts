import { availabilityApi } from '../../shared/contracts/availability.ts'
import type { App } from '../http/house.ts'
import { serve } from '../http/serve.ts'
import { addException, freeTimeOf, setWeek, takeBackException, weekOf } from './availability.ts'

export function availabilityRoutes(app: App): void {
  const { now } = app.house
  serve(app, availabilityApi.free, ({ db, query }) => freeTimeOf(db, query))
  serve(app, availabilityApi.week, ({ db, params }) => weekOf(db, params.id, now()))
  serve(app, availabilityApi.setWeek, ({ db, actor, params, body }) => setWeek(db, actor, params.id, body, now()))
  serve(app, availabilityApi.addException, ({ db, actor, params, body }) => addException(db, actor, params.id, body))
  serve(app, availabilityApi.removeException, ({ db, actor, params }) => takeBackException(db, actor, params.id, params.exceptionId))
}
