import { commentApi } from '../../shared/contracts/comments.ts'
import type { App } from '../http/house.ts'
import { serve } from '../http/serve.ts'
import { addComment, commentsOf, deleteComment } from './comments.ts'

export function commentRoutes(app: App): void {
  const { secret } = app.house
  serve(app, commentApi.ofLead, ({ db, params, query }) => commentsOf(db, secret, { entityType: 'lead', entityId: params.id }, query))
  serve(app, commentApi.ofContact, ({ db, params, query }) => commentsOf(db, secret, { entityType: 'contact', entityId: params.id }, query))
  serve(app, commentApi.ofTask, ({ db, params, query }) => commentsOf(db, secret, { entityType: 'task', entityId: params.id }, query))
  serve(app, commentApi.onLead, ({ db, actor, params, body }) => addComment(db, actor, { entityType: 'lead', entityId: params.id }, body))
  serve(app, commentApi.onContact, ({ db, actor, params, body }) =>
    addComment(db, actor, { entityType: 'contact', entityId: params.id }, body),
  )
  serve(app, commentApi.onTask, ({ db, actor, params, body }) => addComment(db, actor, { entityType: 'task', entityId: params.id }, body))
  serve(app, commentApi.remove, ({ db, actor, params }) => deleteComment(db, actor, params.id))
}
