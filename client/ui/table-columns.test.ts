import { expect, test } from 'vitest'
import { columnsThatFit, gridTracks, nextSort, sortState } from './table-columns.ts'

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

test('what gives way goes first, then the last column, and what is fixed never', () => {
  const name = { id: 'name', width: 150, fixed: true } as const
  const source = { id: 'source', width: 160, givesWay: true } as const
  const [owner, last] = [
    { id: 'owner', width: 90 },
    { id: 'last', width: 110 },
  ]
  const columns = [name, source, owner, last]
  expect(columnsThatFit(columns, 510)).toBe(columns)
  expect(columnsThatFit(columns, 509)).toEqual([name, owner, last])
  expect(columnsThatFit(columns, 349)).toEqual([name, owner])
  expect(columnsThatFit(columns, 1)).toEqual([name])
})
