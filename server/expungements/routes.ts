import { expungementApi } from '../../shared/contracts/expungements.ts'
import type { App } from '../http/house.ts'
import { serveList } from '../http/lists.ts'
import { serve } from '../http/serve.ts'
import type { Mailer } from '../mail/mail.ts'
import { expunge, offerExpungement } from './expungements.ts'
import { erasureLetters } from './letters.ts'
import { expungementList } from './storage.ts'

export function expungementRoutes(app: App, mailer: Mailer | undefined): void {
  const letters = erasureLetters(app.house, mailer)
  const parts = { now: app.house.now, tell: mailer && letters }
  serveList(app, expungementApi.list, () => expungementList)
  serve(app, expungementApi.offerLead, ({ db, params }) => offerExpungement(db, parts, 'lead', params.id))
  serve(app, expungementApi.lead, ({ db, actor, params, body }) => expunge(db, actor, parts, { kind: 'lead', id: params.id, given: body }))
  serve(app, expungementApi.offerContact, ({ db, params }) => offerExpungement(db, parts, 'contact', params.id))
  serve(app, expungementApi.contact, ({ db, actor, params, body }) =>
    expunge(db, actor, parts, { kind: 'contact', id: params.id, given: body }),
  )
}
