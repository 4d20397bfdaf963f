/** When a form was shown, signed, so that a program cannot send it without having asked for it, nor at once. */
import { timingSafeEqual } from 'node:crypto'
import { keyedDigest } from '../auth/secret-token.ts'

const leastMs = 2000
const mostMs = 24 * 60 * 60_000

const sign = (secret: string, token: string, time: string) => keyedDigest(secret, `form:${token}:${time}`)

export function newStamp(secret: string, token: string, now: Date): string {
  const time = now.getTime().toString(36)
  return `${time}.${sign(secret, token, time)}`
}

/** `early`: quicker than people are; `old`: shown too long ago, or never. */
export function ageOfStamp(secret: string, token: string, { stamp, now }: { stamp: string; now: Date }): 'good' | 'early' | 'old' {
  const [time = '', signature = ''] = stamp.split('.')
  const expected = Buffer.from(sign(secret, token, time))
  const given = Buffer.from(signature)
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return 'old'
  const age = now.getTime() - Number.parseInt(time, 36)
  if (age < leastMs) return 'early'
  return age > mostMs ? 'old' : 'good'
}
