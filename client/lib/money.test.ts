import { expect, test } from 'vitest'
import { asAmount, centsOf, money } from './money.ts'

test('amounts are written in the reader’s language and the currency’s own unit', () => {
  expect(money(19_900, 'usd', 'en-US')).toBe('$199.00')
  expect(money(19_900, 'eur', 'es-ES').replaceAll('\u00a0', ' ')).toBe('199,00 €')
  expect(money(19_900, 'jpy', 'en-US')).toBe('¥19,900')
})

test('what is typed is read with a point or a comma, and never finer than the currency goes', () => {
  expect(['199', '199.5', '199,05', ' 0.07 '].map((typed) => centsOf(typed, 'usd'))).toEqual([19_900, 19_950, 19_905, 7])
  expect(['', 'abc', '1.999', '1e3', '-5', '1 000', '1,000.00'].map((typed) => centsOf(typed, 'usd'))).toEqual(Array(7).fill(undefined))
  expect([centsOf('500', 'jpy'), centsOf('5.5', 'jpy')]).toEqual([500, undefined])
  for (const cents of [0, 1, 99, 100, 123_456]) expect(centsOf(asAmount(cents, 'usd'), 'usd')).toBe(cents)
})
