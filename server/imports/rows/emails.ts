/** E-mail addresses by the same rule as everywhere else, and one key for what is the same address. */
import { z } from 'zod'
import { limits } from '#shared/values'

/** Undefined when it is no address. Takes `Jane <jane@x.org>` and `mailto:`; of several addresses the first. */
export function readEmail(typed: string): string | undefined {
  if (isEmail(typed)) return typed
  const inside = /<([^<>]+)>/.exec(typed)?.[1] ?? typed
  const first =
    inside
      .replace(/^mailto:/i, '')
      .split(/[;,\s]+/)
      .find((part) => part !== '') ?? ''
  return isEmail(first) ? first : undefined
}

function isEmail(text: string): boolean {
  return text.length <= limits.email && z.regexes.email.test(text)
}

/** Turns anything into the part before the @, for addresses made by a rule. */
export function asMailbox(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[.-]+/, '')
    .slice(0, 64)
    .replace(/[.-]+$/, '')
}
