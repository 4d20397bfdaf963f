import { nextStepApi, stageApi } from '../../shared/contracts/stages.ts'
import type { App } from '../http/house.ts'
import { serveKept } from '../http/kept.ts'
import { serve } from '../http/serve.ts'
import { changeContract, stageContracts, whoFallsThrough } from './stages.ts'

export function stageRoutes(app: App): void {
  serveKept(app, stageApi.list, 'stages', stageContracts)
  serve(app, stageApi.update, ({ db, actor, params, body }) => changeContract(db, actor, { ...params, changes: body }))
  serve(app, nextStepApi.count, ({ db, actor }) => whoFallsThrough(db, actor))
}
