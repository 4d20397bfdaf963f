/** The clinic's Ed25519 keys: made at first need, sealed with the server's secret, renewed by an Admin. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { PublishedKey } from '../../shared/certificates.ts'
import type { Db, Tx } from '../db/connection.ts'
import { seal, unseal } from '../db/seal.ts'
import { findKeys, insertKey, type KeyRow, lockKeys, retireKeys } from './storage.ts'

const purpose = 'signing key'

export interface SigningKey {
  id: string
  privateKey: KeyObject
}

/** As `system`. A key that the present secret does not open signs no more: another takes its place. */
export async function signingKey(db: Tx, secret: string): Promise<SigningKey> {
  const standing = opened(await findKeys(db), secret)
  if (standing) return standing
  await lockKeys(db)
  return opened(await findKeys(db), secret) ?? newKey(db, secret)
}

/** As `system`: from now on with a new key; what the old ones signed stays verifiable. */
export async function renewKey(db: Tx, secret: string): Promise<SigningKey> {
  await lockKeys(db)
  return newKey(db, secret)
}

export async function publishedKeys(db: Db) {
  return {
    keys: (await findKeys(db)).map(({ id, publicKey, createdAt, retiredAt }) => ({ ...asPublished(id, publicKey), createdAt, retiredAt })),
  }
}

/** The public half by its name, for a verdict. */
export const asPublished = (kid: string, x: string): PublishedKey => ({ kid, kty: 'OKP', crv: 'Ed25519', x, use: 'sig', alg: 'EdDSA' })

function opened(keys: readonly KeyRow[], secret: string): SigningKey | undefined {
  const key = keys.find(({ retiredAt }) => retiredAt === null)
  const pem = key && unseal(secret, purpose, key.sealedPrivateKey)
  return key && pem ? { id: key.id, privateKey: createPrivateKey(pem) } : undefined
}

async function newKey(db: Tx, secret: string): Promise<SigningKey> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  if (!x) throw new Error('A public key came without its point')
  const id = thumbprint(x)
  await retireKeys(db)
  await insertKey(db, {
    id,
    publicKey: x,
    sealedPrivateKey: seal(secret, purpose, String(privateKey.export({ format: 'pem', type: 'pkcs8' }))),
  })
  return { id, privateKey }
}

/** The key's fingerprint (RFC 7638). */
const thumbprint = (x: string) =>
  createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url')
