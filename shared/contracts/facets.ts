/** Counts for filters: how many rows each value of a field would leave. */
import { z } from 'zod'
import { Id, SentTime } from '../inputs.ts'
import { isTimeZone } from '../zones.ts'

export const Facet = z.object({ value: z.union([z.string(), Id, z.boolean()]).nullable(), count: z.int() })

/** How many are within; both ends belong to it, `null` is open. They are what `<field>From` and `<field>To` take. */
export const Period = z.object({
  period: z.enum(['today', 'days7', 'days30', 'days90', 'earlier', 'never']),
  from: SentTime.nullable(),
  to: SentTime.nullable(),
  count: z.int(),
})

/** What a request for counts may ask for: fields counted on the rows themselves, so only for who looks at them. */
export const facetWishes = <const Field extends string>(asked: readonly Field[]) => ({
  fields: z.array(z.enum(asked)).min(1).max(asked.length).optional().describe('Which other fields to count too'),
  timeZone: z
    .string()
    .max(100)
    .refine(isTimeZone, 'is not an IANA time zone such as America/New_York')
    .optional()
    .describe('Whose days are meant; the clinic’s without it'),
})
