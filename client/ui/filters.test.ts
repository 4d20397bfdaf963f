import { beforeAll, expect, test } from 'vitest'
import { startMessages } from '../lib/messages.ts'
import { type Filter, filterWords, isRange, type RangeFilter, toggled, withoutFilter, withRange } from './filters.ts'

const owner: Filter = {
  kind: 'choice',
  name: 'ownerId',
  label: 'Owner',
  options: [
    { value: 'me', label: 'me' },
    { value: 'none', label: 'unowned' },
  ],
}

beforeAll(startMessages)

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

const calls: RangeFilter = {
  kind: 'numbers',
  name: 'calls',
  label: 'Calls',
  ranges: [
    { label: '3 to 5 calls', from: '3', to: '5' },
    { label: 'Never', none: true },
  ],
}

test('a range is told by its name where it has one, by its ends elsewhere', () => {
  expect(filterWords(calls, { callsFrom: ['3'], callsTo: ['5'] })).toBe('3 to 5 calls')
  expect(filterWords(calls, { calls: ['none'] })).toBe('never')
  expect(filterWords(calls, { callsFrom: ['4'] })).toBe('at least 4')
  expect(filterWords(calls, { callsFrom: ['4'], callsTo: ['4'] })).toBe('4')
  expect(filterWords(calls, {})).toBeUndefined()
})

test('a known range replaces what was asked for, and is known again', () => {
  const [some = { label: '' }, never = { label: '' }] = calls.ranges ?? []
  const asked = withRange(calls, withRange(calls, { status: ['A'] }, some), never)
  expect(asked).toEqual({ status: ['A'], calls: ['none'], callsFrom: undefined, callsTo: undefined })
  expect([isRange(calls, asked, never), isRange(calls, asked, some)]).toEqual([true, false])
  expect(withoutFilter(calls, asked)).toEqual({ status: ['A'], calls: undefined, callsFrom: undefined, callsTo: undefined })
})
