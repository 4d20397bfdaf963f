import { expect, test } from 'vitest'
import { type Filter, filterWords, toggled, withoutFilter } from './filters.ts'

const owner: Filter = {
  kind: 'choice',
  name: 'ownerId',
  label: 'Owner',
  options: [
    { value: 'me', label: 'me' },
    { value: 'none', label: 'unowned' },
  ],
}

test('a chip reads as a sentence', () => {
  expect(filterWords(owner, { ownerId: ['me', 'none'] })).toBe('me or unowned')
})

test('a filter without a value has no words', () => {
  expect(filterWords(owner, {})).toBeUndefined()
  expect(filterWords({ kind: 'days', name: 'createdAt', label: 'Created' }, {})).toBeUndefined()
})

test('taking a filter off leaves the others', () => {
  expect(withoutFilter(owner, { ownerId: ['me'], status: ['A'] })).toEqual({ ownerId: undefined, status: ['A'] })
})

test('choosing twice takes back, and the last one takes the filter off', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b'])
  expect(toggled(['a', 'b'], 'b')).toEqual(['a'])
  expect(toggled(['a'], 'a')).toBeUndefined()
})
