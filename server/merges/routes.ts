import { mergeApi } from '../../shared/contracts/merges.ts'
import type { App } from '../http/house.ts'
import { serveList } from '../http/lists.ts'
import { serve } from '../http/serve.ts'
import { duplicatePairs } from './duplicates.ts'
import { merge, partAgain } from './merges.ts'
import { mergeList } from './storage.ts'

export function mergeRoutes(app: App): void {
  const { secret } = app.house
  serveList(app, mergeApi.list, () => mergeList)
  serve(app, mergeApi.create, ({ db, actor, body }) => merge(db, actor, body))
  serve(app, mergeApi.undo, ({ db, actor, params }) => partAgain(db, actor, params.id))
  serve(app, mergeApi.pairs, ({ db, query }) => duplicatePairs(db, secret, query))
}
