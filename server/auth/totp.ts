/** Time-based codes (RFC 6238: SHA-1, six digits, 30 seconds) and the seal around their secrets. */
import { generateSecret, generateURI, verifySync } from 'otplib'
import { seal, unseal } from '../db/seal.ts'

const period = 30

export const newTotpSecret = () => generateSecret()

export const totpUri = (secret: string, email: string, issuer = 'HealthCRM') => generateURI({ issuer, label: email, secret })

/** The 30-second step a good code belongs to: one before or after now at most, and none at or before the last one spent. */
export function stepOfCode(secret: string, code: string, { now, lastStep }: { now: Date; lastStep: number }): number | undefined {
  const epoch = Math.floor(now.getTime() / 1000)
  const result = verifySync({ secret, token: code, epoch, epochTolerance: period })
  if (!result.valid) return undefined
  const step = Math.floor(epoch / period) + ('delta' in result ? (result.delta ?? 0) : 0)
  return step > lastStep ? step : undefined
}

const purpose = 'second factor'

export const sealSecret = (serverSecret: string, secret: string) => seal(serverSecret, purpose, secret)

/** Nothing if it was sealed with another server secret. */
export const openSecret = (serverSecret: string, sealed: string) => unseal(serverSecret, purpose, sealed)
