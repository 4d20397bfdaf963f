/** A patient signs: once, the very answers they read, with a key that anyone can check. */
import { createHash, randomUUID, sign } from 'node:crypto'
import { canonical, type Json } from '../../shared/canonical.ts'
import { certificateFormat, type SignedDocument, signingConsent } from '../../shared/certificates.ts'
import type { NewSignature } from '../../shared/contracts/portal-signatures.ts'
import { isDrawn } from '../../shared/strokes.ts'
import { logActivity } from '../activity/activity.ts'
import type { Db, Tx } from '../db/connection.ts'
import { asProduct } from '../db/elevate.ts'
import { badInput, conflict, found, stale } from '../http/errors.ts'
import { type SigningKey, signingKey } from './keys.ts'
import {
  findByResponse,
  findWaiting,
  insertSignature,
  lockResponse,
  ownSignaturesOf,
  type SignatureRow,
  type ToBeSigned,
} from './storage.ts'

interface Signer {
  leadId: number
  secret: string
  address: string
  now: Date
}

/** 201 and the signature, or 200 and the one that stands under these answers. */
export async function signAnswers(db: Tx, signer: Signer, given: NewSignature) {
  if ((given.method === 'drawn') !== (given.strokes !== undefined)) {
    throw badInput({
      path: 'strokes',
      message: given.method === 'drawn' ? 'is required for a drawn signature' : 'is for a drawn signature',
    })
  }
  if (given.strokes && !isDrawn(given.strokes)) throw badInput({ path: 'strokes', message: 'is hardly a line; draw your name' })
  const { row, made, version } = await asProduct(db, () => writeSignature(db, signer, given))
  if (made) {
    logActivity(db, {
      entityType: 'lead',
      entityId: signer.leadId,
      action: 'signed',
      userId: undefined,
      details: { actor: { kind: 'patient', leadId: signer.leadId }, signatureId: row.id, method: given.method, version },
    })
  }
  return { value: ownView(row), status: made ? 201 : 200 }
}

/** As `system`: patients add no signatures past this act. */
async function writeSignature(db: Tx, signer: Signer, given: NewSignature) {
  const response = found(await lockResponse(db, given.responseId, signer.leadId), 'Questionnaire')
  const standing = await findByResponse(db, response.id)
  if (standing) return { row: standing, made: false, version: response.version }
  if (response.state === 'superseded') throw conflict('superseded', 'These answers were edited since. Sign the newest ones.')
  if (response.state !== 'complete') throw conflict('incomplete', 'The questionnaire is not complete yet.')
  if (response.revision !== given.revision) throw stale()
  await insertSignature(db, signatureUnder(response, { signer, given, key: await signingKey(db, signer.secret) }))
  return { row: found(await findByResponse(db, response.id), 'Signature'), made: true, version: response.version }
}

export type { ToBeSigned } from './storage.ts'

type Signing = { signer: Omit<Signer, 'secret'>; given: Omit<NewSignature, 'responseId' | 'revision' | 'agrees'>; key: SigningKey }

/** The row of a signature under complete answers: what is said, in one canonical spelling, hashed and signed. */
export function signatureUnder(response: ToBeSigned, { signer, given, key }: Signing) {
  const publicId = randomUUID()
  const text = canonical({ ...documentOf(response, signer, given), id: publicId })
  return {
    publicId,
    responseId: response.id,
    leadId: signer.leadId,
    method: given.method,
    signerName: given.name,
    drawing: given.strokes ?? null,
    canonical: text,
    digest: createHash('sha256').update(text).digest('hex'),
    signature: sign(null, Buffer.from(text, 'utf8'), key.privateKey).toString('base64url'),
    keyId: key.id,
    signedAt: signer.now,
    address: signer.address,
  }
}

/** A definition is long; whoever signs many answers to one reads it once. */
const digests = new WeakMap<object, string>()
function digestOf(definition: object & Json): string {
  const digest = digests.get(definition) ?? createHash('sha256').update(canonical(definition)).digest('hex')
  digests.set(definition, digest)
  return digest
}

function documentOf(
  { clinic, questionnaire, version, definition, answers }: ToBeSigned,
  { leadId, now }: Signing['signer'],
  given: Signing['given'],
) {
  const { name, method, strokes, language } = given
  return {
    format: certificateFormat,
    clinic,
    questionnaire: { name: questionnaire, version, definition: digestOf(definition) },
    answers,
    consent: { language, text: signingConsent[language] },
    signer: { lead: leadId, name, method, ...(strokes ? { strokes } : {}) },
    signedAt: now.toISOString(),
  } satisfies Omit<SignedDocument, 'id'>
}

/** What waits for the patient's signature, and the one that counts. */
export async function toSign(db: Db, leadId: number) {
  const { signerName, response } = found(await findWaiting(db, leadId), 'Patient')
  const valid = (await ownSignaturesOf(db, leadId)).find(({ state }) => state === 'valid')
  const signed = response !== null && (await findByResponse(db, response.id)) !== undefined
  return { signerName, response: signed ? null : response, signature: valid ? ownView(valid) : null }
}

export async function ownSignatures(db: Db, leadId: number) {
  return { data: (await ownSignaturesOf(db, leadId)).map(ownView) }
}

/** To a patient a signature is known by the name its certificate has. */
const ownView = ({ publicId, version, state, method, signerName, signedAt }: SignatureRow) => ({
  id: publicId,
  version,
  state,
  method,
  signerName,
  signedAt,
})
