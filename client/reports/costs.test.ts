import { expect, test } from 'vitest'
import { centsOf, shownCents } from './costs.ts'

test('amounts are taken as people write them, and nothing else', () => {
  for (const [text, cents] of [
    ['1250', 125_000],
    ['1,250.50', 125_050],
    ['1.250,5', 125_050],
    ['$ 12.05', 1205],
    ['1,250', 125_000],
    ['0', 0],
    ['', null],
    ['  ', null],
    ['-5', undefined],
    ['1e9', undefined],
    ['12.345.6', undefined],
    ['99999999999', undefined],
  ] as const)
    expect([text, centsOf(text)]).toEqual([text, cents])
})

test('what is shown is read back as the same', () => {
  for (const cents of [0, 5, 1205, 125_000, 125_050]) expect(centsOf(shownCents(cents))).toBe(cents)
  expect(shownCents(undefined)).toBe('')
})
