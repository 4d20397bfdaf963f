/** Counts for the filters of leads: the usual ones with every answer, the others when they are asked for. */
import { z } from 'zod'
import { Id, SentTime } from '../inputs.ts'
import { isTimeZone } from '../zones.ts'

export const Facet = z.object({ value: z.union([z.string(), Id, z.boolean()]).nullable(), count: z.int() })

/** How many leads are within; both ends belong to it, `null` is open. They are what `<field>From` and `<field>To` take. */
const CallRange = z.object({ from: z.int(), to: z.int().nullable(), count: z.int() })
export const Period = z.object({
  period: z.enum(['today', 'days7', 'days30', 'days90', 'earlier', 'never']),
  from: SentTime.nullable(),
  to: SentTime.nullable(),
  count: z.int(),
})

/** Fields counted on the rows themselves, so only for who looks at them. */
export const askedFacets = [
  'leadType',
  'leadOutcome',
  'healthCoachBookedWith',
  'portalAccess',
  'clock',
  'fallsThrough',
  'numberOfCalls',
  'lastContacted',
  'createdAt',
  'updatedAt',
] as const
export type AskedFacet = (typeof askedFacets)[number]

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

export const wishedZone = z
  .string()
  .max(100)
  .refine(isTimeZone, 'is not an IANA time zone such as America/New_York')
  .optional()
  .describe('Whose days are meant; the clinic’s without it')

export const facetWishes = {
  fields: z.array(z.enum(askedFacets)).min(1).max(askedFacets.length).optional().describe('Which other fields to count too'),
  timeZone: wishedZone,
}
