import { expect, test } from 'vitest'
import { idIn, oneOf, someOf, textIn, textsIn } from './search-params.ts'

test('what the address does not hold rightly is dropped', () => {
  expect(oneOf({ view: 'list' }, 'view', ['table', 'board'])).toBeUndefined()
  expect(someOf({ status: ['A', 'X'] }, 'status', ['A', 'B'])).toEqual(['A'])
  expect(idIn({ lead: '-3' }, 'lead')).toBeUndefined()
  expect(idIn({ lead: 'abc' }, 'lead')).toBeUndefined()
  expect(textIn({ q: { a: 1 } }, 'q')).toBeUndefined()
})

test('one value and a list of one mean the same', () => {
  expect(someOf({ status: 'A' }, 'status', ['A', 'B'])).toEqual(['A'])
  expect(textsIn({ owner: 7 }, 'owner')).toEqual(['7'])
})

test('an id may be written as a number or as text', () => {
  expect(idIn({ lead: 7 }, 'lead')).toBe(7)
  expect(idIn({ lead: '7' }, 'lead')).toBe(7)
})
