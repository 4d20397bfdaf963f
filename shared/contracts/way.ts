/** The way to the first visit: what a person has done of it, with the proofs, and what stands on somebody's word. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, SentTime } from '../inputs.ts'
import { leadStatuses, proofKinds, signatureMethods } from '../values.ts'

const moment = SentTime.nullable()

export const Way = z
  .object({
    leadId: Id,
    status: z.enum(leadStatuses),
    /** What the proofs alone say. */
    earned: z.enum(leadStatuses),
    /** A status by hand that still stands for something, or one that the lead brought along (nobody's, without a reason). */
    word: z
      .object({
        status: z.enum(leadStatuses),
        reason: z.string().nullable(),
        setById: Id.nullable(),
        at: SentTime,
        speaksFor: z.array(z.enum(proofKinds)),
      })
      .nullable(),
    questionnaire: z.object({ state: z.enum(['none', 'draft', 'complete']), startedAt: moment, savedAt: moment, completedAt: moment }),
    signature: z.object({
      state: z.enum(['none', 'valid', 'void', 'outdated']),
      id: Id.nullable(),
      method: z.enum(signatureMethods).nullable(),
      signerName: z.string().nullable(),
      at: moment,
      voidedAt: moment,
      voidedById: Id.nullable(),
      voidReason: z.string().nullable(),
    }),
    payment: z.object({ state: z.enum(['none', 'part', 'paid', 'refunded', 'free']), at: moment }),
    booking: z.object({
      state: z.enum(['none', 'begun', 'booked', 'held', 'missed', 'cancelled']),
      /** When the visit is, or when booking began. */
      at: moment,
      appointmentId: Id.nullable(),
      userId: Id.nullable(),
    }),
  })
  .meta({ id: 'Way' })

export const wayApi = {
  ofLead: endpoint('GET', '/leads/:id/way', {
    summary: 'How far a lead has come on the way to the first visit',
    params: IdParams,
    reply: Way,
  }),
}
