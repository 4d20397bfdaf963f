import { wayApi } from '../../shared/contracts/way.ts'
import { found } from '../http/errors.ts'
import type { App } from '../http/house.ts'
import { serve } from '../http/serve.ts'
import { findWay } from './storage.ts'

export function wayRoutes(app: App): void {
  serve(app, wayApi.ofLead, async ({ db, params }) => ({ json: found(await findWay(db, params.id), 'Lead') }))
}
