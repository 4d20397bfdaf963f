/** Stage contracts, and who has no next step. */
import { admins, type Routes, staff } from './roles.ts'

export const stageRoutes = {
  'GET /stage-definitions': staff,
  'PATCH /stage-definitions/:entityType/:stage': admins,
  'GET /no-next-step': staff,
} as const satisfies Routes
