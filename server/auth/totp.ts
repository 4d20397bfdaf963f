/** Time-based codes (RFC 6238: SHA-1, six digits, 30 seconds) and the seal around their secrets. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { generateSecret, generateURI, verifySync } from 'otplib'

const period = 30

export const newTotpSecret = () => generateSecret()

export const totpUri = (secret: string, email: string) => generateURI({ issuer: 'HealthCRM', label: email, secret })

/** The 30-second step a good code belongs to: one before or after now at most, and none at or before the last one spent. */
export function stepOfCode(secret: string, code: string, { now, lastStep }: { now: Date; lastStep: number }): number | undefined {
  const epoch = Math.floor(now.getTime() / 1000)
  const result = verifySync({ secret, token: code, epoch, epochTolerance: period })
  if (!result.valid) return undefined
  const step = Math.floor(epoch / period) + ('delta' in result ? (result.delta ?? 0) : 0)
  return step > lastStep ? step : undefined
}

const keyOf = (serverSecret: string) => Buffer.from(hkdfSync('sha256', serverSecret, '', 'healthcrm second factor', 32))

export function sealSecret(serverSecret: string, secret: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(serverSecret), nonce)
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')
}

/** Nothing if it was sealed with another server secret. */
export function openSecret(serverSecret: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(serverSecret), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
