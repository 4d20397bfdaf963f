/** What a password may not be: common, or made of words anybody would try here. How it is composed is its owner's matter. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { badInput } from '../http/errors.ts'

export interface PasswordOwner {
  email: string
  firstName: string
  lastName: string
  clinicName: string
}

export function requireGoodPassword(password: string, owner: PasswordOwner): void {
  if (isCommon(password)) throw badInput({ path: 'password', message: 'is among the most common passwords; choose another' })
  if (isOfKnownWords(password, owner)) {
    throw badInput({ path: 'password', message: 'is made of your name, your e-mail or the clinic’s; choose another' })
  }
}

const fold = (text: string) => text.normalize('NFC').toLowerCase()

let common: Set<string> | undefined

function isCommon(password: string): boolean {
  common ??= new Set(
    readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8')
      .split('\n')
      .filter((line) => line && !line.startsWith('#')),
  )
  return common.has(fold(password))
}

/** What is left without the known words, years, numbers and signs has to be at least this long. */
const leastOfItsOwn = 4

function isOfKnownWords(password: string, { email, firstName, lastName, clinicName }: PasswordOwner): boolean {
  const known = [
    'healthcrm',
    'health',
    'crm',
    'password',
    ...[email, firstName, lastName, clinicName].flatMap((text) => fold(text).split(/[^\p{L}\p{N}]+/u)),
  ]
    .filter((word) => word.length >= 3)
    .sort((one, other) => other.length - one.length)
  const letters = fold(password).replace(/[^\p{L}]+/gu, '')
  const rest = known.reduce((left, word) => left.replaceAll(word.replace(/\d+/g, ''), ''), letters)
  const isWithoutWords = rest.length === letters.length
  return !isWithoutWords && rest.length < leastOfItsOwn
}
