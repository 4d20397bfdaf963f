/** Messages with patients, and files. */
import { coaches, isAdmin, type Routes, type Someone, staff } from './roles.ts'

export const messageRoutes = {
  'GET /messages': staff,
  'GET /leads/:id/messages': staff,
  'GET /contacts/:id/messages': staff,
  'POST /leads/:id/messages': staff,
  'POST /contacts/:id/messages': coaches,
  'PUT /leads/:id/messages/reading': staff,
  'PUT /contacts/:id/messages/reading': coaches,
  'GET /leads/:id/files': staff,
  'GET /contacts/:id/files': staff,
  'POST /leads/:id/files': staff,
  'POST /contacts/:id/files': coaches,
  'GET /files/:fileId': staff,
  'DELETE /files/:fileId': staff,
} as const satisfies Routes

export const messageRules = {
  /** Who may change a lead, or a patient, may write to them, answer for the clinic and add files. */
  send: (actor: Someone, person: { ownerId: number | null; contactId: number | null }) =>
    person.contactId === null ? actor.role !== 'Health Coach' || person.ownerId === actor.userId : actor.role !== 'SDR',
}

export const fileRules = {
  remove: (actor: Someone, file: { userId: number | null }) => isAdmin(actor) || file.userId === actor.userId,
}
