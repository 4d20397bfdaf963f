import { profileApi } from '../../shared/contracts/profiles.ts'
import type { App } from '../http/house.ts'
import { serve } from '../http/serve.ts'
import { changeProfile, profileOf } from './profiles.ts'

export function profileRoutes(app: App): void {
  serve(app, profileApi.ofLead, ({ db, params }) => profileOf(db, 'lead', params.id))
  serve(app, profileApi.changeLead, ({ db, actor, params, body }) =>
    changeProfile(db, actor, { entityType: 'lead', entityId: params.id }, body),
  )
  serve(app, profileApi.ofContact, ({ db, params }) => profileOf(db, 'contact', params.id))
  serve(app, profileApi.changeContact, ({ db, actor, params, body }) =>
    changeProfile(db, actor, { entityType: 'contact', entityId: params.id }, body),
  )
}
