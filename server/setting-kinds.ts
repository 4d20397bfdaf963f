/** What a setting may be: each kind refuses with words that say what is allowed. */
import { z } from 'zod'

export function wholeNumber(least: number, most: number, allowed: string) {
  return z
    .string()
    .regex(/^\d{1,9}$/, allowed)
    .transform(Number)
    .refine((value) => value >= least && value <= most, allowed)
}

export function urlOf(protocols: string[], allowed: string) {
  return z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), allowed)
}

/** Long, and neither a placeholder from some example nor the same few letters again and again. */
export function isStrongSecret(secret: string): boolean {
  return secret.length >= 32 && new Set(secret).size >= 10 && !/change.?me|your.?secret|example|placeholder|default|insecure/i.test(secret)
}

export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
