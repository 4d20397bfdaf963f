/** What the documented tables do not hold of a person: the state they are in, their clock, their language. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { IdParams, SentTime } from '../inputs.ts'
import { languages } from '../values.ts'
import { isTimeZone } from '../zones.ts'

const PersonProfile = z
  .object({
    state: z.string().nullable(),
    timeZone: z.string().nullable(),
    language: z.enum(languages).nullable(),
    updatedAt: SentTime.nullable(),
  })
  .meta({ id: 'PersonProfile' })

const ProfileChanges = z.strictObject({
  state: z
    .string()
    .trim()
    .regex(/^[A-Za-z]{2}$/, 'is not the two letters of a state or province, such as CA')
    .transform((letters) => letters.toUpperCase())
    .nullish(),
  timeZone: z
    .string()
    .max(64)
    .refine(isTimeZone, 'is not an IANA time zone such as America/New_York')
    .nullish()
    .describe('Left out, a state that lies in one zone sets the zone too, unless one is known'),
  language: z.enum(languages).nullish(),
})
export type ProfileChanges = z.output<typeof ProfileChanges>

const profile = { params: IdParams, reply: PersonProfile } as const
const changed = { ...profile, body: ProfileChanges } as const

export const profileApi = {
  ofLead: endpoint('GET', '/leads/:id/profile', { summary: 'Where a lead lives, in which zone and language', ...profile }),
  changeLead: endpoint('PATCH', '/leads/:id/profile', { summary: 'Say where a lead lives, in which zone and language', ...changed }),
  ofContact: endpoint('GET', '/contacts/:id/profile', { summary: 'Where a contact lives, in which zone and language', ...profile }),
  changeContact: endpoint('PATCH', '/contacts/:id/profile', {
    summary: 'Say where a contact lives, in which zone and language',
    ...changed,
  }),
}
