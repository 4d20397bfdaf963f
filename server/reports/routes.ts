import { reportApi } from '../../shared/contracts/reports.ts'
import type { App } from '../http/house.ts'
import { serve } from '../http/serve.ts'
import { countWork } from './storage.ts'

export function reportRoutes(app: App): void {
  serve(app, reportApi.work, async ({ db, actor }) => ({ json: await countWork(db, actor.userId) }))
}
