/** Counts for the filters of leads: the usual ones with every answer, the others when they are asked for. */
import { z } from 'zod'
import { Facet, Period } from './facets.ts'

/** How many leads are within; both ends belong to it, `null` is open. They are what `<field>From` and `<field>To` take. */
const CallRange = z.object({ from: z.int(), to: z.int().nullable(), count: z.int() })
/** How many leads each value of a field would leave, the other filters as they are. */
export const LeadFacets = z
  .object({
    total: z.int(),
    status: z.array(Facet),
    leadReadiness: z.array(Facet),
    leadSource: z.array(Facet),
    ownerId: z.array(Facet),
    leadType: z.array(Facet).optional(),
    leadOutcome: z.array(Facet).optional(),
    healthCoachBookedWith: z.array(Facet).optional(),
    portalAccess: z.array(Facet).optional(),
    clock: z.array(Facet).optional(),
    fallsThrough: z.array(Facet).optional(),
    numberOfCalls: z.array(CallRange).optional(),
    lastContacted: z.array(Period).optional(),
    createdAt: z.array(Period).optional(),
    updatedAt: z.array(Period).optional(),
  })
  .meta({ id: 'LeadFacets' })
