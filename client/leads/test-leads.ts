/** Leads for the room's own tests. */

import type { Pages } from './cache.ts'
import { type Lead, type LeadCard } from './queries.ts'

const made = '2026-11-20T10:00:00.000Z'

export const aLead = (given: Partial<Lead> = {}): Lead => ({
  id: 1,
  firstName: 'Maren',
  lastName: 'Oduya',
  email: 'maren.oduya@example.com',
  phone: null,
  status: 'HHQ Started',
  leadSource: 'None',
  leadReadiness: 'Cold',
  leadOutcome: null,
  leadType: null,
  numberOfCalls: 0,
  lastContacted: null,
  ownerId: null,
  healthCoachBookedWith: null,
  notes: null,
  portalAccess: false,
  lastPortalLogin: null,
  createdAt: made,
  updatedAt: made,
  ...given,
})

export const aCard = (given: Partial<LeadCard> = {}): LeadCard => {
  const { id, firstName, lastName, status, leadReadiness, ownerId, updatedAt } = aLead()
  const clock = { state: 'on_time', dueAt: made } as const
  return {
    id,
    firstName,
    lastName,
    status,
    leadReadiness,
    ownerId,
    updatedAt,
    stageEnteredAt: made,
    clock,
    nextStep: null,
    byHand: null,
    ...given,
  }
}

export const pagesOf = <Row>(data: Row[], nextCursor: string | null = null): Pages<Row> => ({
  pages: [{ data, nextCursor }],
  pageParams: [undefined],
})
