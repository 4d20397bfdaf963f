/** Signatures under health questionnaires, for the staff and for anyone who holds a certificate. */
import { z } from 'zod'
import { endpoint } from '../contract.ts'
import { Id, IdParams, passage, SentTime } from '../inputs.ts'
import { limits, signatureMethods } from '../values.ts'

export const Signature = z
  .object({
    id: Id,
    /** As the certificate names it. */
    publicId: z.uuid(),
    leadId: Id,
    version: z.int().describe('Of the questionnaire'),
    state: z.enum(['valid', 'void', 'outdated']).describe('`outdated`: the answers were edited since'),
    method: z.enum(signatureMethods),
    signerName: z.string(),
    signedAt: SentTime,
    digest: z.string(),
    keyId: z.string(),
    voidReason: z.string().nullable(),
    voidedAt: SentTime.nullable(),
    voidedById: Id.nullable(),
  })
  .meta({ id: 'Signature' })

const SigningKey = z
  .object({
    kid: z.string(),
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: z.string(),
    use: z.literal('sig'),
    alg: z.literal('EdDSA'),
    createdAt: SentTime,
    retiredAt: SentTime.nullable().describe('It signs no more; what it signed stays verifiable'),
  })
  .meta({ id: 'SigningKey' })
export const SigningKeys = z.object({ keys: z.array(SigningKey) }).meta({ id: 'SigningKeys' })

const Verification = z
  .object({
    verdict: z.enum(['valid', 'altered', 'unknown']),
    /** Of a valid one that is kept here: whether it still counts. */
    state: z.enum(['valid', 'void', 'outdated']).nullable(),
  })
  .meta({ id: 'Verification' })

export const signatureApi = {
  ofLead: endpoint('GET', '/leads/:id/signatures', {
    summary: 'Signatures of a lead, newest first',
    params: IdParams,
    reply: z.object({ data: z.array(Signature) }),
  }),
  pdf: endpoint('GET', '/signatures/:id/certificate.pdf', {
    summary: 'The certificate of a signature, the signed file attached to it',
    params: IdParams,
    produces: 'application/pdf',
    reply: z.string(),
  }),
  json: endpoint('GET', '/signatures/:id/certificate.json', {
    summary: 'What was signed, with signature and key, to be verified by anyone',
    params: IdParams,
    reply: z.looseObject({ keyId: z.string(), digest: z.string(), signature: z.string() }).meta({ id: 'SignedFile' }),
  }),
  makeVoid: endpoint('PUT', '/signatures/:id/void', {
    summary: 'Say that a signature no longer counts, and why; it stays readable',
    params: IdParams,
    body: z.strictObject({ reason: passage(limits.reason) }),
    reply: Signature,
  }),
  verify: endpoint('POST', '/signatures/verification', {
    summary: 'Whether a certificate is as the clinic signed it; nothing of it is kept',
    body: z.looseObject({}),
    reply: Verification,
    status: 200,
  }),
  standing: endpoint('POST', '/signatures/standing', {
    summary: 'Whether a signature still counts; asked by whoever holds its certificate',
    body: z.strictObject({ id: z.uuid(), digest: z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 digest') }),
    reply: z.object({ state: z.enum(['valid', 'void', 'outdated']).nullable() }),
    status: 200,
  }),
  keys: endpoint('GET', '/signing-keys', { summary: 'Public halves of the keys the clinic signs with, newest first', reply: SigningKeys }),
  renewKey: endpoint('POST', '/signing-keys', {
    summary: 'Sign with a new key from now on; what the old one signed stays verifiable',
    status: 201,
    reply: SigningKeys,
  }),
}
