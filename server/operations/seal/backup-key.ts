/**
 * The clinic's backup key: 256 bits, made at set-up and written down. In Crockford's base 32 in groups of four, so that
 * it can be read out and typed; the last group is a check, so that a slip of the pen is noticed before a restore.
 */
import { createHash, hkdfSync, randomBytes } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const keyBytes = 32
const keyLetters = Math.ceil((keyBytes * 8) / 5)
const checkLetters = 4

export interface BackupKey {
  /** The secret itself. */
  bytes: Buffer
  /** Tells keys apart without giving anything away. */
  fingerprint: string
}

export const newBackupKey = (): string => written(randomBytes(keyBytes))

/** Spaces, dashes and case do not matter, nor O for 0 and I or L for 1. Nothing if it is not a key, or has a slip in it. */
export function readBackupKey(text: string): BackupKey | undefined {
  const letters = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (letters.length !== keyLetters + checkLetters || [...letters].some((letter) => !alphabet.includes(letter))) return undefined
  const bytes = decode(letters.slice(0, keyLetters))
  if (checkOf(bytes) !== letters.slice(keyLetters)) return undefined
  return { bytes, fingerprint: createHash('sha256').update('healthcrm backup key').update(bytes).digest('hex').slice(0, 16) }
}

/** As one writes it down, however it was typed. */
export const canonicalKey = ({ bytes }: BackupKey): string => written(bytes)

/** A key for one purpose, or one file: the clinic's own is never used itself. */
export const derivedKey = ({ bytes }: BackupKey, salt: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', bytes, salt, purpose, 32))

function written(bytes: Buffer): string {
  const letters = encode(bytes) + checkOf(bytes)
  return letters.match(/.{1,4}/g)?.join('-') ?? letters
}

const checkOf = (bytes: Buffer) => encode(createHash('sha256').update('check').update(bytes).digest()).slice(0, checkLetters)

function encode(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

function decode(letters: string): Buffer {
  const bits = [...letters].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.slice(0, keyBytes * 8).match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}
