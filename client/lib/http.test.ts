import { expect, test } from 'vitest'
import { address, searchOf } from './http.ts'

test('params fill the path and are encoded', () => {
  expect(address('/leads/:id/calls', { params: { id: 7 } })).toBe('/api/v1/leads/7/calls')
  expect(address('/files/:name', { params: { name: 'a/b' } })).toBe('/api/v1/files/a%2Fb')
})

test('a list repeats its name and nothing is sent for what is not set', () => {
  expect(searchOf({ status: ['HHQ Signed', 'HHQ Started'], q: '', ownerId: undefined, limit: 50 })).toBe(
    'status=HHQ+Signed&status=HHQ+Started&limit=50',
  )
})
