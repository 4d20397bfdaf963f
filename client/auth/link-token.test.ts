import { expect, test } from 'vitest'
import { tokenIn } from './link-token.ts'

test("a link's secret is read from behind its hash", () => {
  expect(tokenIn('#token=abc-_123')).toBe('abc-_123')
})

test('a link without a secret has none', () => {
  expect(tokenIn('')).toBeUndefined()
  expect(tokenIn('#token=')).toBeUndefined()
  expect(tokenIn('#other=1')).toBeUndefined()
})
