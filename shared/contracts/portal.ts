/** The portal: what a patient sees and does, each of their own record alone. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { SentTime } from '../inputs.ts'
import { contactStages, languages, leadStatuses } from '../values.ts'
import { isTimeZone } from '../zones.ts'

const PortalClinic = z
  .object({ name: z.string(), isDemo: z.boolean(), logoColour: z.string().nullable(), timeZone: z.string(), country: z.string() })
  .meta({ id: 'PortalClinic' })

const PatientSelf = z
  .object({
    leadId: z.int(),
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    phone: z.string().nullable(),
    status: z.enum(leadStatuses),
    signed: z.boolean().describe('Whether their health questions are signed: who paid first may still have to'),
    /** Once they are a patient of the clinic. */
    contactId: z.int().nullable(),
    stage: z.enum(contactStages).nullable(),
    coachName: z.string().nullable(),
    lastPortalLogin: SentTime.nullable(),
    /** Of their screens and letters; null: the browser's. */
    language: z.enum(languages).nullable(),
    /** In which times are shown to them; null: the device's. */
    timeZone: z.string().nullable(),
    session: z.object({ idleSeconds: z.int(), expiresAt: SentTime }),
    secondFactor: z.object({ enrolled: z.boolean(), recoveryCodesLeft: z.int() }),
  })
  .meta({ id: 'PatientSelf' })

export const portalApi = {
  clinic: endpoint('GET', '/portal/clinic', { summary: 'Whose portal it is', reply: PortalClinic }),
  me: endpoint('GET', '/portal/me', { summary: 'The patient who is signed in', reply: PatientSelf }),
  updateMe: endpoint('PATCH', '/portal/me', {
    summary: 'Choose one’s own language or time zone',
    body: z.strictObject({
      language: z.enum(languages).nullable().optional(),
      timeZone: z.string().max(64).refine(isTimeZone, 'is not an IANA time zone such as America/New_York').nullable().optional(),
    }),
    reply: PatientSelf,
  }),
}
