/** Signing at the portal: what is to be signed, the act, and one's own certificates. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, line, SentTime } from '../inputs.ts'
import { languages, limits, signatureMethods } from '../values.ts'

const OwnSignature = z
  .object({
    id: z.uuid(),
    version: z.int().describe('Of the questionnaire'),
    state: z.enum(['valid', 'void', 'outdated']),
    method: z.enum(signatureMethods),
    signerName: z.string(),
    signedAt: SentTime,
  })
  .meta({ id: 'OwnSignature' })

const ToSign = z
  .object({
    /** The complete answers that wait for a signature; none while they are still a draft, or signed. */
    response: z.object({ id: Id, revision: z.int(), version: z.int(), completedAt: SentTime }).nullable(),
    /** The signature that counts, if there is one. */
    signature: OwnSignature.nullable(),
    signerName: z.string().describe('As the clinic knows it'),
  })
  .meta({ id: 'ToSign' })

const point = z.int().min(-4000).max(4000)
/** A stroke is x, y, x, y, ... */
const Stroke = z.array(point).min(2).max(4000)

const NewSignature = z.strictObject({
  responseId: Id,
  revision: z.int().min(1).max(1_000_000_000).describe('The answers that were read before signing'),
  name: line(limits.name),
  method: z.enum(signatureMethods),
  strokes: z.array(Stroke).min(1).max(400).optional().describe('Of a drawn one'),
  language: z.enum(languages).describe('In which the consent was read'),
  agrees: z.literal(true),
})
export type NewSignature = z.output<typeof NewSignature>

const Named = z.strictObject({ publicId: z.uuid() })

export const portalSignatureApi = {
  toSign: endpoint('GET', '/portal/signature', { summary: 'What waits for one’s signature', reply: ToSign }),
  sign: endpoint('POST', '/portal/signatures', {
    summary: 'Sign one’s complete answers, once',
    body: NewSignature,
    reply: OwnSignature,
    status: 201,
    alsoStatus: 200,
  }),
  own: endpoint('GET', '/portal/signatures', {
    summary: 'One’s own signatures, newest first',
    reply: z.object({ data: z.array(OwnSignature) }),
  }),
  pdf: endpoint('GET', '/portal/signatures/:publicId/certificate.pdf', {
    summary: 'One’s own certificate',
    params: Named,
    produces: 'application/pdf',
    reply: z.string(),
  }),
  json: endpoint('GET', '/portal/signatures/:publicId/certificate.json', {
    summary: 'What one signed, to be verified by anyone',
    params: Named,
    reply: z.looseObject({ keyId: z.string(), digest: z.string(), signature: z.string() }),
  }),
}
