import { expect, test } from 'vitest'
import { distanceTo, editsBetween, variantsOf, wordsIn } from './likeness.ts'

test.each([
  ['jhon', 'john', 1],
  ['smiht', 'smith', 1],
  ['gonzales', 'gonzalez', 1],
  ['johhn', 'john', 1],
  ['smth', 'smith', 1],
  ['', 'abc', 3],
  ['abc', 'abc', 0],
  ['kitten', 'sitting', 3],
])('%s and %s are %i apart', (one, other, edits) => {
  expect(editsBetween(one, other)).toBe(edits)
  expect(editsBetween(other, one)).toBe(edits)
})

test('every word that was typed has to be like one of the name’s, as far as it is typed', () => {
  const name = wordsIn('John Smith')
  expect(distanceTo(wordsIn('jhon smiht'), name)).toBe(2)
  expect(distanceTo(wordsIn('smiht'), name)).toBe(1)
  expect(distanceTo(wordsIn('jhon brown'), name)).toBeUndefined()
  expect(distanceTo(wordsIn('jnathn'), wordsIn('Jonathan Vale'))).toBeUndefined()
  expect(distanceTo(wordsIn('jonahtan'), wordsIn('Jonathan Vale'))).toBe(1)
  // Short words are like too many.
  expect(distanceTo(wordsIn('jon'), wordsIn('Jan Vale'))).toBeUndefined()
})

test('accents and case make no difference; swapped neighbours and a letter too many are looked for', () => {
  expect(wordsIn('Amélie O’Neill')).toEqual(['amelie', 'o', 'neill'])
  expect(variantsOf('jhon')).toEqual(expect.arrayContaining(['jhon', 'hjon', 'john', 'jhno', 'jhn']))
})
