/** Booking by patients, as the staff set it up. */
import { admins, coaches, type Routes, staff } from './roles.ts'

export const bookingRoutes = {
  'GET /settings/booking': staff,
  'PATCH /settings/booking': admins,
  'GET /users/:id/booking': staff,
  'PATCH /users/:id/booking': coaches,
  'PUT /users/:id/licences': admins,
  'GET /slots': staff,
  'GET /waitlist': staff,
  'POST /waitlist': staff,
  'DELETE /waitlist/:id': staff,
} as const satisfies Routes
