import { expungementApi } from '../../shared/contracts/expungements.ts'
import type { App } from '../http/house.ts'
import { serveList } from '../http/lists.ts'
import { serve } from '../http/serve.ts'
import { expunge, offerExpungement } from './expungements.ts'
import { expungementList } from './storage.ts'

export function expungementRoutes(app: App): void {
  const { now } = app.house
  serveList(app, expungementApi.list, () => expungementList)
  serve(app, expungementApi.offerLead, ({ db, params }) => offerExpungement(db, 'lead', params.id, now()))
  serve(app, expungementApi.lead, ({ db, actor, params, body }) =>
    expunge(db, actor, { kind: 'lead', id: params.id, given: body, now: now() }),
  )
  serve(app, expungementApi.offerContact, ({ db, params }) => offerExpungement(db, 'contact', params.id, now()))
  serve(app, expungementApi.contact, ({ db, actor, params, body }) =>
    expunge(db, actor, { kind: 'contact', id: params.id, given: body, now: now() }),
  )
}
