import { expect, test } from 'vitest'
import { gridTracks, nextSort, sortState } from './table-columns.ts'

test('a click on the sorted column turns it round', () => {
  expect(nextSort('lastName', { sort: 'lastName' })).toBe('-lastName')
  expect(nextSort('-lastName', { sort: 'lastName' })).toBe('lastName')
})

test('another column starts in its own first direction', () => {
  expect(nextSort('lastName', { sort: 'updatedAt', sortFirst: 'descending' })).toBe('-updatedAt')
  expect(nextSort(undefined, { sort: 'lastName' })).toBe('lastName')
})

test('a column that cannot be sorted has no sort state', () => {
  expect(sortState('lastName', undefined)).toBeUndefined()
  expect(sortState('-lastName', 'lastName')).toBe('descending')
})

test('a growing column keeps its least width', () => {
  expect(gridTracks([{ width: 160, grow: 2 }, { width: 80 }])).toBe('minmax(160px, 2fr) 80px')
})
