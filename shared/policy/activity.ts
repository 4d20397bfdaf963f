/** What happened: activity, search, live events, notifications. */
import { type Routes, staff } from './roles.ts'

export const activityRoutes = {
  'GET /activity': staff,
  'GET /activity/:id': staff,
  'GET /search': staff,
  'GET /events': staff,
  'PUT /events/:stream/place': staff,
  'DELETE /events/:stream/place': staff,
  'GET /notifications': staff,
  'PUT /notifications/:id/reading': staff,
  'DELETE /notifications/:id/reading': staff,
  'PUT /notifications/reading': staff,
} as const satisfies Routes
