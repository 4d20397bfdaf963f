import { policy } from '#shared/policy'
import type { Someone } from '#shared/policy/roles'
import { type Lead } from './queries.ts'

/** A booked lead is ready to become a patient. */
export const isReady = ({ status }: Lead) => status === 'Booking: Paid/Booked'

/** Who would not be refused: those who may change the lead once it is ready, an Admin at any time. */
export const mayConvert = (actor: Someone, lead: Lead) => policy.lead.update(actor, lead) && (isReady(lead) || actor.role === 'Admin')
