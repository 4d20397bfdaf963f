import { expect, test } from 'vitest'
import { matches } from './staff-search.ts'

const zoe = { firstName: 'Zoë', lastName: 'Okafor', email: 'zoe@clinic.org', role: 'SDR' } as const

test('a colleague is found by any part of name, e-mail or role, without accents', () => {
  expect(matches(zoe, 'zoe oka')).toBe(true)
  expect(matches(zoe, 'CLINIC sdr')).toBe(true)
  expect(matches(zoe, '')).toBe(true)
})

test('every word has to be found', () => {
  expect(matches(zoe, 'zoe admin')).toBe(false)
})
