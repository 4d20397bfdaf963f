/** Comments on leads, patients and tasks. */
import { isAdmin, type Routes, type Someone, staff } from './roles.ts'

export const commentRoutes = {
  'GET /leads/:id/comments': staff,
  'POST /leads/:id/comments': staff,
  'GET /contacts/:id/comments': staff,
  'POST /contacts/:id/comments': staff,
  'GET /tasks/:id/comments': staff,
  'POST /tasks/:id/comments': staff,
  'DELETE /comments/:id': staff,
} as const satisfies Routes

export const commentRules = {
  /** Whoever may read a record may comment on it; what somebody said is theirs to take back. */
  delete: (actor: Someone, comment: { userId: number }) => isAdmin(actor) || comment.userId === actor.userId,
}
