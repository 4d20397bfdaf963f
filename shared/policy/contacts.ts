/** Patients, called contacts in the tables. */
import { admins, coaches, type Routes, type Someone, staff } from './roles.ts'

export const contactRoutes = {
  'GET /contacts': staff,
  'POST /contacts': coaches,
  'GET /contacts/:id': staff,
  'PATCH /contacts/:id': coaches,
  'DELETE /contacts/:id': coaches,
  'POST /contacts/:id/stage': coaches,
  'GET /contacts/:id/timeline': staff,
  'GET /contacts/:id/stages': staff,
  'GET /contacts/board': staff,
  'GET /contacts/facets': staff,
  'GET /contacts/:id/standing': staff,
  'GET /contacts/:id/duplicates': staff,
  'GET /contacts/:id/profile': staff,
  'PATCH /contacts/:id/profile': coaches,
  'GET /contacts/:id/restriction': admins,
  'PUT /contacts/:id/restriction': admins,
  'DELETE /contacts/:id/restriction': admins,
} as const satisfies Routes

export const contactRules = {
  create: (actor: Someone) => actor.role !== 'SDR',
  update: (actor: Someone) => actor.role !== 'SDR',
}
