/** Saved views. */
import { isAdmin, type Routes, type Someone, staff } from './roles.ts'

export const viewRoutes = {
  'GET /views': staff,
  'POST /views': staff,
  'PATCH /views/:id': staff,
  'DELETE /views/:id': staff,
  'PUT /views/:id/default': staff,
  'DELETE /views/:id/default': staff,
} as const satisfies Routes

export const viewRules = {
  change: (actor: Someone, view: { ownerId: number; isShared: boolean }) =>
    view.ownerId === actor.userId || (isAdmin(actor) && view.isShared),
}
