/** The clinic's key for anchors: Ed25519, made once and kept under `DATA_DIR`. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, type KeyObject, sign, verify } from 'node:crypto'
import { keptSecret } from '../../secrets.ts'

export interface AnchorKey {
  /** Tells keys apart. */
  fingerprint: string
  sign(text: string): string
  signed(text: string, signature: string): boolean
}

export function anchorKeyOf(dataDir: string): AnchorKey {
  const der = Buffer.from(keptSecret(dataDir, 'audit-key', newKey), 'base64')
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key)
  return {
    fingerprint: fingerprintOf(publicKey),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
    signed: (text, signature) => verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64')),
  }
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  return privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
}

const fingerprintOf = (key: KeyObject) => hash('sha256', key.export({ format: 'der', type: 'spki' }), 'hex').slice(0, 16)
