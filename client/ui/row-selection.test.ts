import { expect, test } from 'vitest'
import { rangeOf, withIds } from './row-selection.ts'

test('a range reaches from the last row picked to this one, in either direction', () => {
  const rows = [{ id: 5 }, { id: 3 }, { id: 9 }, { id: 1 }]
  const id = (row: { id: number }) => row.id
  expect(rangeOf(rows, 1, 3, id)).toEqual([3, 9, 1])
  expect(rangeOf(rows, 3, 1, id)).toEqual([3, 9, 1])
  expect(rangeOf(rows, 2, 2, id)).toEqual([9])
})

test('ids are taken in and left out without touching the set that stands', () => {
  const standing = new Set([1, 2])
  expect([...withIds(standing, [2, 3], true)]).toEqual([1, 2, 3])
  expect([...withIds(standing, [2, 3], false)]).toEqual([1])
  expect([...standing]).toEqual([1, 2])
})
