import { handOverApi } from '../../shared/contracts/hand-over.ts'
import type { SigningIn } from '../auth/signing-in.ts'
import type { App } from '../http/house.ts'
import { serve } from '../http/serve.ts'
import { handOver, holdings } from './hand-over.ts'

export function handOverRoutes(app: App, signingIn: SigningIn): void {
  const { now } = app.house
  serve(app, handOverApi.holdings, ({ db }) => holdings(db, now()))
  serve(app, handOverApi.handOver, ({ db, actor, params, body }) => handOver(db, { signingIn, actor, now: now() }, params.id, body))
}
