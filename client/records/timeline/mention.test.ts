import { expect, test } from 'vitest'
import { matchingNames, mentionAt, withName } from './mention.ts'

test.each([
  ['@', 1, ''],
  ['Ask @ma', 7, 'ma'],
  ['Ask @Maya Ch', 12, 'Maya Ch'],
  ['(@sa', 4, 'sa'],
])('in %j at %d one names %j', (text, caret, typed) => {
  expect(mentionAt(text, caret)?.typed).toBe(typed)
})

test.each([
  ['ops@clinic', 10],
  ['Ask @ ma', 8],
  ['@Maya\nnext', 10],
  ['no mention', 4],
  ['@Maya', 0],
])('in %j at %d nobody is named', (text, caret) => {
  expect(mentionAt(text, caret)).toBeUndefined()
})

test('the name takes the place of what was typed, with a space behind it', () => {
  const text = 'Ask @ma please'
  const mention = mentionAt(text, 7)
  expect(mention && withName(text, mention, 'Maya Chen')).toEqual({ text: 'Ask @Maya Chen please', caret: 15 })
})

test('names are found by any of their words, without accents', () => {
  const people = [{ name: 'Maya Chen' }, { name: 'José Marín' }, { name: 'Sam Ortiz' }]
  expect(matchingNames(people, 'ma').map(({ name }) => name)).toEqual(['Maya Chen', 'José Marín'])
  expect(matchingNames(people, 'jose').map(({ name }) => name)).toEqual(['José Marín'])
})
