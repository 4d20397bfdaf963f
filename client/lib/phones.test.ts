import { expect, test } from 'vitest'
import { phoneLink, showPhone } from './phones.ts'

test('a North American number is grouped', () => {
  expect(showPhone('+13035550142')).toBe('(303) 555-0142')
})

test('any other number stays as it was typed', () => {
  expect(showPhone('+44 20 7946 0958')).toBe('+44 20 7946 0958')
  expect(showPhone('957.962.1534x208')).toBe('957.962.1534x208')
})

test('a call link holds nothing but what a phone can dial', () => {
  expect(phoneLink('(303) 555-0142')).toBe('tel:3035550142')
})
