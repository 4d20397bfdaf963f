import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { NewPassword } from '../../shared/contracts/auth.ts'
import { hashPassword, isPassword } from './hashing.ts'
import { requireGoodPassword } from './password-rules.ts'

const owner = { email: 'ana.lima@northgate.example', firstName: 'Ana', lastName: 'Lima-Ortiz', clinicName: 'Northgate Clinic' }
const isGood = (password: string) => {
  try {
    requireGoodPassword(password, owner)
    return true
  } catch {
    return false
  }
}

test('7 characters are refused, 8 to 200 taken as typed (A2)', () => {
  expect(NewPassword.safeParse('sevench').success).toBe(false)
  for (const length of [8, 64, 128, 200]) {
    const long = 'xq7 '.repeat(50).slice(0, length).replace(/ $/, '.')
    expect(NewPassword.parse(long)).toBe(long)
    expect(isGood(long)).toBe(true)
  }
  expect(NewPassword.safeParse('x'.repeat(201)).success).toBe(false)
  expect(NewPassword.parse('  spaces kept  ')).toBe('  spaces kept  ')
})

test('every character counts, also the last of 128, and Unicode is welcome (A2)', async () => {
  const long = 'päßwörter 🦊 '.repeat(12).slice(0, 128)
  const hash = await hashPassword(long)
  expect(await isPassword(hash, long)).toBe(true)
  expect(await isPassword(hash, `${long.slice(0, 127)}!`)).toBe(false)
  expect(await isPassword(hash, long.normalize('NFD'))).toBe(true)
})

test('no composition is asked for (A2)', () => {
  for (const password of ['violet river stone', 'zwölfelefanten', '8301 4476 9921', 'KXQZVWPJ', '⚡🌲🌊🦊🏔️🌵'])
    expect(isGood(password)).toBe(true)
})

test('the 3,000 most common passwords of 8 and more characters are refused, in any case (A2)', () => {
  const list = readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8')
  const common = list
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .slice(0, 3000)
  expect(common.length).toBe(3000)
  expect(common.filter(isGood)).toEqual([])
  expect(common.map((password) => password.toUpperCase()).filter(isGood)).toEqual([])
})

test('the product’s, the clinic’s and one’s own name, with years and signs, are refused (A2)', () => {
  for (const password of [
    'HealthCRM2026',
    'healthcrm!!',
    'HealthCRM_2026!',
    'Northgate2026',
    'northgateclinic1',
    'AnaLima1984',
    'ana.lima@northgate.example',
    'LimaOrtiz#99',
    'Password2026!',
  ]) {
    expect(`${password}: ${isGood(password)}`).toBe(`${password}: false`)
  }
})

test('a name inside a longer thought is no reason', () => {
  for (const password of ['northgate has seven doors', 'analytical chemistry set']) expect(isGood(password)).toBe(true)
})
