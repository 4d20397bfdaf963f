/** How leads arrive: public forms. */
import { admins, type Routes, staff } from './roles.ts'

export const arrivalRoutes = {
  'GET /public/forms/:token': 'world',
  'POST /public/forms/:token/submissions': 'world',
  'GET /public-forms': admins,
  'POST /public-forms': admins,
  'PATCH /public-forms/:id': admins,
  'GET /leads/:id/arrivals': staff,
} as const satisfies Routes
