import { expect, test } from 'vitest'
import { firstOf } from './language.ts'

test('the first wish of the browser that can be met is met, whatever the region', () => {
  expect(firstOf(['de-DE', 'es-MX', 'en'])).toBe('es')
  expect(firstOf(['en-GB', 'es'])).toBe('en')
  expect(firstOf(['ES-419'])).toBe('es')
})

test('a language that only begins alike is not taken for ours', () => {
  expect(firstOf(['est', 'enm', 'de'])).toBeUndefined()
})
