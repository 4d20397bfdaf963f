import { expect, test } from 'vitest'
import { parseSearch, stringifySearch } from './search-text.ts'

test('filters in an address read the way the API has them and come back the same', () => {
  const text = '?status=HHQ+Signed&status=Booking%3A+Paid%2FBooked&q=maren'
  expect(parseSearch(text)).toEqual({ status: ['HHQ Signed', 'Booking: Paid/Booked'], q: 'maren' })
  expect(stringifySearch(parseSearch(text))).toBe(text)
})

test('an empty search is an empty text', () => {
  expect(stringifySearch({ q: undefined, status: [] })).toBe('')
})
