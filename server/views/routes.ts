import { viewApi } from '../../shared/contracts/views.ts'
import type { App } from '../http/house.ts'
import { serve } from '../http/serve.ts'
import { changeView, dropDefault, listViews, makeDefault, removeView, saveView } from './views.ts'

export function viewRoutes(app: App): void {
  serve(app, viewApi.list, ({ db, actor, query }) => listViews(db, actor, query.page))
  serve(app, viewApi.create, async ({ db, actor, body }) => ({ value: await saveView(db, actor, body) }))
  serve(app, viewApi.update, async ({ db, actor, params, body }) => ({ value: await changeView(db, actor, params.id, body) }))
  serve(app, viewApi.remove, ({ db, actor, params }) => removeView(db, actor, params.id))
  serve(app, viewApi.makeDefault, async ({ db, actor, params }) => ({ value: await makeDefault(db, actor, params.id) }))
  serve(app, viewApi.dropDefault, ({ db, actor, params }) => dropDefault(db, actor, params.id))
}
