/** Money. */
import { admins, isAdmin, type Routes, type Someone, sellers, staff } from './roles.ts'

export const paymentRoutes = {
  'GET /payments': admins,
  'GET /payments/months': admins,
  'GET /leads/:id/payments': staff,
  'GET /contacts/:id/payments': staff,
  'POST /leads/:id/payments': sellers,
  'POST /payments/:id/refunds': admins,
  'PUT /payments/:id/void': admins,
  'GET /settings/payments': staff,
  'PATCH /settings/payments': admins,
  // By Stripe, which signs what it says.
  'POST /webhooks/stripe': 'anyone',
} as const satisfies Routes

/** Money is taken by who sells; given back, or undone, by an Admin alone. */
export const paymentRules = {
  record: (actor: Someone) => actor.role !== 'Health Coach',
  refund: isAdmin,
  undo: isAdmin,
}
