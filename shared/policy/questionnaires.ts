/** Questionnaires and what was answered. */
import { admins, type Routes, staff } from './roles.ts'

export const questionnaireRoutes = {
  'GET /questionnaires': staff,
  'POST /questionnaires': admins,
  'GET /questionnaires/:id': staff,
  'PUT /questionnaires/:id': admins,
  'DELETE /questionnaires/:id': admins,
  'POST /questionnaires/:id/publication': admins,
  'GET /questionnaires/:id/fhir': staff,
  'GET /leads/:id/questionnaire': staff,
  'GET /contacts/:id/questionnaire': staff,
  'GET /questionnaire-responses/:id': staff,
  'GET /questionnaire-responses/:id/fhir': staff,
} as const satisfies Routes
