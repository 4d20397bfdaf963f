import { expect, test } from 'vitest'
import { sameView, searchOfView, viewText } from './view-text.ts'

test('a view keeps filters, sort and columns, not which record is open', () => {
  expect(viewText({ status: ['HHQ Signed', 'HHQ Started'], sort: 'lastName', lead: 7, saved: 3, q: undefined })).toBe(
    'sort=lastName&status=HHQ+Signed&status=HHQ+Started',
  )
})

test('the order of an address does not make it another view; another value does', () => {
  const saved = 'status=HHQ+Signed&view=board'
  expect(sameView({ view: 'board', status: ['HHQ Signed'], lead: 1 }, saved)).toBe(true)
  expect(sameView({ view: 'board', status: ['HHQ Started'] }, saved)).toBe(false)
  expect(sameView({ view: 'board' }, saved)).toBe(false)
})

test('a saved view is shown with its own number in the address', () => {
  expect(searchOfView({ id: 5, search: 'status=HHQ+Signed' })).toEqual({ status: 'HHQ Signed', saved: '5' })
})
