/** What patients signed, and the keys that prove it. */
import { admins, isAdmin, type Routes, staff } from './roles.ts'

export const signatureRoutes = {
  'GET /leads/:id/signatures': staff,
  'GET /signatures/:id/certificate.pdf': staff,
  'GET /signatures/:id/certificate.json': staff,
  'PUT /signatures/:id/void': admins,
  'POST /signatures/verification': 'anyone',
  'POST /signatures/standing': 'anyone',
  'GET /signing-keys': 'anyone',
  'POST /signing-keys': admins,
} as const satisfies Routes

export const signatureRules = { void: isAdmin }
