/** The portal: what a patient sees and does, each of their own record alone. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { SentTime } from '../inputs.ts'
import { contactStages, leadStatuses } from '../values.ts'

const PatientSelf = z
  .object({
    leadId: z.int(),
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    phone: z.string().nullable(),
    status: z.enum(leadStatuses),
    /** Once they are a patient of the clinic. */
    contactId: z.int().nullable(),
    stage: z.enum(contactStages).nullable(),
    coachName: z.string().nullable(),
    lastPortalLogin: SentTime.nullable(),
  })
  .meta({ id: 'PatientSelf' })

export const portalApi = {
  me: endpoint('GET', '/portal/me', { summary: 'The patient who is signed in', reply: PatientSelf }),
}
