/** When coaches work. */
import { coaches, isAdmin, type Routes, type Someone, staff } from './roles.ts'

export const availabilityRoutes = {
  'GET /availability': staff,
  'GET /users/:id/availability': staff,
  'PUT /users/:id/availability': coaches,
  'POST /users/:id/availability/exceptions': coaches,
  'DELETE /users/:id/availability/exceptions/:exceptionId': coaches,
} as const satisfies Routes

/** A coach's own week; an Admin keeps everybody's. */
export const availabilityRules = {
  update: (actor: Someone, { userId }: { userId: number }) => isAdmin(actor) || (actor.role === 'Health Coach' && actor.userId === userId),
}
