import { expect, test } from 'vitest'
import { mentionsIn } from './mentions.ts'

const staff = [
  { id: 1, firstName: 'Maya', lastName: 'Chen' },
  { id: 2, firstName: 'Sam', lastName: 'Ortiz' },
  { id: 3, firstName: 'Sam', lastName: 'Field' },
  { id: 4, firstName: 'José', lastName: 'de la Cruz' },
]

test.each([
  ['@Maya can you look', [1]],
  ['@maya chen: thanks', [1]],
  ['@Sam', []],
  ['@Sam Field and @Sam Ortiz', [3, 2]],
  ['@jose  de la\ncruz,', [4]],
  ['@Mayathe bee', []],
  ['write to ops@maya.example', []],
  ['@Maya @Maya Chen', [1]],
  ['(@Maya)', [1]],
  ['@Nobody', []],
  ['@', []],
])('%j names %j', (body, ids) => {
  expect(mentionsIn(body, staff)).toEqual(ids)
})

test('two of the very same name are not told apart, so neither is named', () => {
  expect(mentionsIn('@Maya Chen', [...staff, { id: 9, firstName: 'Maya', lastName: 'Chen' }])).toEqual([])
})
