/** What the clinic and the holders of certificates do with signatures: read them, check them, say that one no longer counts. */
import { type Certificate, verifyCertificate } from '../../shared/certificates.ts'
import { logActivity } from '../activity/activity.ts'
import type { Actor } from '../db/actor.ts'
import type { Db, Tx } from '../db/connection.ts'
import { asProduct } from '../db/elevate.ts'
import { found } from '../http/errors.ts'
import { publishedKeys, renewKey } from './keys.ts'
import { findByPublicId, findSignature, findSignedText, insertVoid, leadExists, type SignatureRow, signaturesOf } from './storage.ts'

export async function signaturesOfLead(db: Db, leadId: number) {
  if (!(await leadExists(db, leadId))) found(undefined, 'Lead')
  return { data: await signaturesOf(db, leadId) }
}

export interface Held {
  row: SignatureRow
  certificate: Certificate
}

export async function heldCertificate(db: Db, id: number): Promise<Held> {
  return certificateOf(db, found(await findSignature(db, id), 'Signature'))
}

export async function ownCertificate(db: Db, publicId: string): Promise<Held> {
  return certificateOf(db, found(await findByPublicId(db, publicId), 'Signature'))
}

async function certificateOf(db: Db, row: SignatureRow): Promise<Held> {
  const { canonical, digest, signature, keyId } = found(await findSignedText(db, row.id), 'Signature')
  return { row, certificate: { document: JSON.parse(canonical), digest, algorithm: 'Ed25519', keyId, signature } }
}

/** Said once: a signature that is void already keeps the reason it has. */
export async function voidSignature(db: Tx, actor: Actor, id: number, reason: string) {
  const standing = found(await findSignature(db, id), 'Signature')
  if (standing.state === 'void') return standing
  await insertVoid(db, { signatureId: id, reason, voidedById: actor.userId })
  logActivity(db, {
    entityType: 'lead',
    entityId: standing.leadId,
    action: 'signature_voided',
    userId: actor.userId,
    details: { signatureId: id, reason },
  })
  return found(await findSignature(db, id), 'Signature')
}

/** By the server, for browsers that cannot; `state` of a valid one says whether it still counts here. As `system`. */
export async function verdictOn(db: Db, file: unknown) {
  const { keys } = await publishedKeys(db)
  const verdict = await verifyCertificate(file, keys)
  const publicId = verdict === 'valid' ? publicIdOf(file) : undefined
  const row = publicId ? await findByPublicId(db, publicId) : undefined
  return { verdict, state: row?.state ?? null }
}

/** Who does not hold the certificate does not know its digest. As `system`. */
export async function standingOf(db: Db, { id, digest }: { id: string; digest: string }) {
  const row = await findByPublicId(db, id)
  return { state: row?.digest === digest ? row.state : null }
}

function publicIdOf(file: unknown): string | undefined {
  const { document }: { document?: { id?: unknown } } = typeof file === 'object' && file !== null ? file : {}
  return typeof document?.id === 'string' ? document.id : undefined
}

export async function renewSigningKey(db: Tx, actor: Actor, secret: string) {
  await asProduct(db, () => renewKey(db, secret))
  logActivity(db, { entityType: 'clinic', entityId: 1, action: 'signing_key_renewed', userId: actor.userId })
  return asProduct(db, () => publishedKeys(db))
}
