/** The clinic: its name, hours, holidays, lists of values. */
import { admins, type Routes, staff } from './roles.ts'

export const settingsRoutes = {
  'GET /settings/clinic': staff,
  'PATCH /settings/clinic': admins,
  'PUT /settings/hours': admins,
  'GET /settings/holidays': staff,
  'PUT /settings/holidays/:day': admins,
  'DELETE /settings/holidays/:day': admins,
  'GET /value-lists': staff,
  'PUT /value-lists/:list': admins,
} as const satisfies Routes
