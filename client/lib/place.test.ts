import { expect, test } from 'vitest'
import { placeIn } from './place.ts'

test('the open lead has neighbours to go to', () => {
  expect(placeIn([4, 5, 6], 5, undefined)).toEqual({ at: 1, previous: 4, next: 6 })
  expect(placeIn([4, 5, 6], 6, undefined)).toEqual({ at: 2, previous: 5, next: undefined })
})

test('a lead that left the list goes on with who took its place', () => {
  expect(placeIn([4, 6], 5, { id: 5, at: 1 })).toEqual({ previous: 4, next: 6 })
  expect(placeIn([4, 6], 5, { id: 9, at: 1 })).toEqual({})
})
