/** Figures. */
import { admins, type Routes, staff } from './roles.ts'

export const reportRoutes = {
  'GET /reports/work': staff,
  'GET /reports/targets': staff,
  'GET /reports/funnel': staff,
  'GET /reports/sources': staff,
  'GET /reports/panels': staff,
  'GET /reports/calls': staff,
  'GET /reports/visits': staff,
  'GET /reports/tasks': staff,
  'GET /reports/:report/rows': staff,
  'GET /source-costs': staff,
  'PUT /source-costs': admins,
} as const satisfies Routes
