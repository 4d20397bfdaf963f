import { expect, test } from 'vitest'
import { exportColumns } from './export-columns.ts'

test('an export holds the columns in sight, in their order, people by name', () => {
  expect(exportColumns('lastContacted,ownerId,status')).toEqual(['firstName', 'lastName', 'status', 'ownerName', 'lastContacted'])
})

test('a column that no longer exists is left out', () => {
  expect(exportColumns('shoeSize,email')).toEqual(['firstName', 'lastName', 'email'])
})
