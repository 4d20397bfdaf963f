/** Many records at once, and records with a past: merges, bulk work, reviews, requests, what was deleted. */
import { admins, type Routes, staff } from './roles.ts'

export const recordRoutes = {
  'POST /record-reviews': admins,
  'GET /record-reviews/:id': admins,
  'POST /record-reviews/:id/application': admins,
  'GET /merges': staff,
  'POST /merges': staff,
  'DELETE /merges/:id': staff,
  'GET /duplicates': admins,
  'GET /bulk-jobs': staff,
  'POST /bulk-jobs': staff,
  'POST /bulk-jobs/outlook': staff,
  'GET /bulk-jobs/:id': staff,
  'DELETE /bulk-jobs/:id': staff,
  'GET /patient-requests': admins,
  'GET /patient-requests/:id': admins,
  'PUT /patient-requests/:id/decision': admins,
  'GET /expungements': admins,
  'GET /leads/:id/expungement': admins,
  'POST /leads/:id/expungement': admins,
  'GET /contacts/:id/expungement': admins,
  'POST /contacts/:id/expungement': admins,
  'GET /deleted-records': admins,
  'POST /deleted-records/:id/restoration': admins,
} as const satisfies Routes
