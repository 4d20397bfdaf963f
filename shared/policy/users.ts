/** The staff and how they sign in. */
import { admins, isAdmin, type Routes, staff } from './roles.ts'

export const userRoutes = {
  'GET /users': staff,
  'POST /users': admins,
  'GET /users/:id': staff,
  'PATCH /users/:id': admins,
  'POST /users/:id/invitation': admins,
  'DELETE /users/:id/second-factor': admins,
  'GET /settings/sign-in': admins,
  'PATCH /settings/sign-in': admins,
  'GET /users/holdings': admins,
  'POST /users/:id/hand-over': admins,
} as const satisfies Routes

export const userRules = { create: isAdmin, update: isAdmin }
