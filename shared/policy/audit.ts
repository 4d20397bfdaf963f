/** The audit trail. */
import { admins, type Routes } from './roles.ts'

export const auditRoutes = {
  'GET /audit': admins,
  'GET /audit/state': admins,
  'PATCH /audit/state': admins,
  'POST /audit/checks': admins,
  'GET /audit/holds': admins,
  'POST /audit/holds': admins,
  'DELETE /audit/holds/:id': admins,
} as const satisfies Routes
