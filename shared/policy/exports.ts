/** Lists as files. */
import { admins, type Routes, staff } from './roles.ts'

export const exportRoutes = {
  'GET /exports/leads.csv': staff,
  'GET /exports/contacts.csv': staff,
  'GET /exports/tasks.csv': staff,
  'GET /exports/appointments.csv': staff,
  'GET /exports/reports.csv': staff,
  'GET /exports/payments.csv': admins,
  'GET /exports/audit.csv': admins,
} as const satisfies Routes
