/** Leads: their calls, conversion, access to the portal. */
import { admins, isAdmin, type Routes, type Someone, sellers, staff } from './roles.ts'

export const leadRoutes = {
  'GET /leads': staff,
  'POST /leads': sellers,
  'GET /leads/:id': staff,
  'PATCH /leads/:id': staff,
  'DELETE /leads/:id': staff,
  'GET /leads/facets': staff,
  'GET /leads/duplicates': staff,
  'GET /leads/:id/duplicates': staff,
  'GET /leads/board': staff,
  'GET /leads/:id/portal-access': staff,
  'PUT /leads/:id/portal-access': staff,
  'DELETE /leads/:id/portal-access': staff,
  'DELETE /leads/:id/portal-access/second-factor': admins,
  'PUT /leads/:id/claim': staff,
  'DELETE /leads/:id/claim': staff,
  'GET /leads/:id/calls': staff,
  'POST /leads/:id/calls': staff,
  'DELETE /leads/:id/calls/:callId': staff,
  'POST /leads/:id/conversion': staff,
  'GET /leads/:id/timeline': staff,
  'GET /leads/:id/stages': staff,
  'GET /leads/:id/profile': staff,
  'PATCH /leads/:id/profile': staff,
  'GET /leads/:id/standing': staff,
  'GET /leads/:id/way': staff,
  'GET /leads/:id/restriction': admins,
  'PUT /leads/:id/restriction': admins,
  'DELETE /leads/:id/restriction': admins,
} as const satisfies Routes

interface LeadRow {
  ownerId: number | null
  createdAt: string | Date | null
}

const hours = 60 * 60 * 1000
/** A coach may take a lead that nobody has wanted for this long. */
const unclaimedHours = 24

export const leadRules = {
  create: (actor: Someone) => actor.role !== 'Health Coach',
  update: (actor: Someone, lead: LeadRow) => actor.role !== 'Health Coach' || lead.ownerId === actor.userId,
  /** Of an unassigned lead. */
  claim: (actor: Someone, lead: LeadRow, now: Date) =>
    actor.role !== 'Health Coach' ||
    (lead.createdAt !== null && now.getTime() - new Date(lead.createdAt).getTime() > unclaimedHours * hours),
  restrict: isAdmin,
  resetPortalFactor: isAdmin,
}

export const callRules = {
  /** What somebody logged is theirs to take back. */
  takeBack: (actor: Someone, call: { userId: number }) => isAdmin(actor) || call.userId === actor.userId,
}
