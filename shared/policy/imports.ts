/** Files that become records. */
import type { ImportKind } from '../imports.ts'
import { type Routes, type Someone, staff } from './roles.ts'

export const importRoutes = {
  'GET /imports': staff,
  'POST /imports': staff,
  'GET /imports/:id': staff,
  'PATCH /imports/:id': staff,
  'DELETE /imports/:id': staff,
  'PUT /imports/:id/joined-file': staff,
  'DELETE /imports/:id/joined-file': staff,
  'GET /imports/:id/preview': staff,
  'POST /imports/:id/dry-run': staff,
  'POST /imports/:id/run': staff,
  'DELETE /imports/:id/run': staff,
  'GET /imports/:id/problems': staff,
  'GET /imports/:id/problems.csv': staff,
} as const satisfies Routes

/** A list becomes leads or contacts: who may add those one by one may add them by the file. */
export const importRules = {
  create: (actor: Someone, kind: ImportKind) => (kind === 'leads' ? actor.role !== 'Health Coach' : actor.role !== 'SDR'),
}
