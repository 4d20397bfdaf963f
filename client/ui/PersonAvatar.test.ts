import { expect, test } from 'vitest'
import { initials } from './PersonAvatar.tsx'

test('initials are the first letters of the first and the last word', () => {
  expect(initials('Wim de Groot')).toBe('WG')
  expect(initials('  cher ')).toBe('C')
})

test('a letter outside the basic plane stays whole', () => {
  expect(initials('𝒜lma Ruiz')).toBe('𝒜R')
})

test('nobody has no initials', () => {
  expect(initials('')).toBe('')
})
