/** Backups, drills, the fleet, slow queries, alarms. */
import { admins, type Routes } from './roles.ts'

export const systemRoutes = {
  'GET /system': admins,
  'GET /system/backups': admins,
  'POST /system/backups': admins,
  'GET /system/drills': admins,
  'POST /system/drills': admins,
  'POST /system/backup-key': admins,
  'PUT /system/backup-key/confirmation': admins,
  'GET /system/fleet': admins,
  'GET /system/slow-queries': admins,
  'GET /system/slow-queries/:id/plan': admins,
  'GET /system/alarms': admins,
  'GET /settings/alarms': admins,
  'PATCH /settings/alarms': admins,
  'PUT /settings/alarms/webhook': admins,
  'DELETE /settings/alarms/webhook': admins,
  'POST /settings/alarms/test': admins,
} as const satisfies Routes
