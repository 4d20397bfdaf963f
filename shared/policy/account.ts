/** Set-up, signing in, one's own account. */
import { type Routes, staff } from './roles.ts'

export const accountRoutes = {
  'GET /setup': 'anyone',
  'POST /setup': 'anyone',
  'POST /auth/sign-in': 'anyone',
  'POST /auth/second-factor': 'anyone',
  'POST /auth/enrolment': 'anyone',
  'PUT /auth/enrolment': 'anyone',
  'POST /auth/sign-out': 'anyone',
  'POST /auth/password': 'anyone',
  'POST /auth/reset': 'anyone',
  'GET /me': staff,
  'PATCH /me': staff,
  'POST /me/second-factor': staff,
  'PUT /me/second-factor': staff,
  'DELETE /me/second-factor': staff,
  'POST /me/recovery-codes': staff,
  'GET /me/sessions': staff,
  'DELETE /me/sessions/:id': staff,
  'DELETE /me/sessions': staff,
  'GET /me/notification-preferences': staff,
  'PATCH /me/notification-preferences': staff,
  'GET /tokens': staff,
  'POST /tokens': staff,
  'DELETE /tokens/:id': staff,
} as const satisfies Routes
