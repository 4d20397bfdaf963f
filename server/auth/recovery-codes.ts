/** Recovery codes: ten, each of 80 bits in Crockford's letters, each good once in place of a code of the app. */
import { randomBytes } from 'node:crypto'
import { tokenDigest } from './secret-token.ts'

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const howMany = 10

export const newRecoveryCodes = (): string[] => Array.from({ length: howMany }, newCode)

function newCode(): string {
  // 256 values fold onto 32 letters evenly.
  const code = Array.from(randomBytes(16), (byte) => letters[byte % letters.length]).join('')
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/** However it was typed: in small letters, without dashes, with letters that look alike. */
export function recoveryCodeDigest(typed: string): string {
  const code = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return tokenDigest(code)
}
