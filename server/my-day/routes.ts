import { myDayApi } from '../../shared/contracts/my-day.ts'
import type { App } from '../http/house.ts'
import { serve } from '../http/serve.ts'
import { callQueue, panelOf } from './my-day.ts'

export function myDayRoutes(app: App): void {
  const { now } = app.house
  serve(app, myDayApi.panel, async ({ db, actor, request }) => {
    const { kind, json, ids } = await panelOf(db, actor, now())
    request.shown = ids.map((id) => ({ entityType: kind, id }))
    return { json }
  })
  serve(app, myDayApi.queue, async ({ db, actor, query, request }) => {
    const { json, ids } = await callQueue(db, actor, now(), query.limit)
    request.shown = ids.map((id) => ({ entityType: 'lead', id }))
    return { json }
  })
}
