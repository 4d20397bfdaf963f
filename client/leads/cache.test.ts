import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { dropRow, holdChange, type Pages, putRows, showChange } from './cache.ts'
import { boardQuery, type Lead, type LeadCard, tableQuery } from './queries.ts'
import { aCard, aLead, pagesOf } from './test-leads.ts'

const ids = (pages: Pages<{ id: number }> | undefined) => pages?.pages.flatMap(({ data }) => data.map(({ id }) => id))

test('a changed row stays where it is, so that nothing jumps under the hand', () => {
  const pages = pagesOf([aLead({ id: 1 }), aLead({ id: 2 }), aLead({ id: 3 })])
  const after = putRows(pages, { ids: [3], fresh: [aLead({ id: 3, lastName: 'New', updatedAt: '2027-01-01T00:00:00.000Z' })] })
  expect(ids(after)).toEqual([1, 2, 3])
  expect(after.pages[0]?.data[2]?.lastName).toBe('New')
})

test('a row that no longer matches leaves the list', () => {
  const pages = pagesOf([aLead({ id: 1 }), aLead({ id: 2 })])
  expect(ids(putRows(pages, { ids: [1], fresh: [] }))).toEqual([2])
})

test('a new row stands where the sort puts it', () => {
  const pages = pagesOf([aLead({ id: 1, lastName: 'Abel' }), aLead({ id: 2, lastName: 'Cole' })])
  expect(ids(putRows(pages, { ids: [3], fresh: [aLead({ id: 3, lastName: 'Brandt' })], sort: 'lastName' }))).toEqual([1, 3, 2])
  expect(ids(putRows(pages, { ids: [3], fresh: [aLead({ id: 3, lastName: 'Dahl' })], sort: 'lastName' }))).toEqual([1, 2, 3])
})

test('a new row beyond the loaded pages waits for its page', () => {
  const pages = pagesOf([aLead({ id: 1, lastName: 'Abel' })], 'more')
  expect(ids(putRows(pages, { ids: [3], fresh: [aLead({ id: 3, lastName: 'Dahl' })], sort: 'lastName' }))).toEqual([1])
})

test('a moved card leaves its column and stands in the other one at once', () => {
  const queries = new QueryClient()
  const [from, to] = [boardQuery({}, 'HHQ Started').queryKey, boardQuery({}, 'HHQ Signed').queryKey]
  queries.setQueryData<Pages<LeadCard>>(from, pagesOf([aCard({ id: 1 }), aCard({ id: 2 })]))
  queries.setQueryData<Pages<LeadCard>>(to, pagesOf([aCard({ id: 3, status: 'HHQ Signed' })]))
  showChange(queries, 2, { status: 'HHQ Signed' })
  expect(ids(queries.getQueryData(from))).toEqual([1])
  expect(ids(queries.getQueryData(to))).toEqual([2, 3])
})

test('an edit on its way is not undone on screen by an older row that arrives meanwhile', () => {
  const pages = pagesOf([aLead({ id: 1, leadReadiness: 'Hot' })])
  const release = holdChange(1, { leadReadiness: 'Hot' })
  expect(putRows(pages, { ids: [1], fresh: [aLead({ id: 1, leadReadiness: 'Cold' })] }).pages[0]?.data[0]?.leadReadiness).toBe('Hot')
  release()
  expect(putRows(pages, { ids: [1], fresh: [aLead({ id: 1, leadReadiness: 'Cold' })] }).pages[0]?.data[0]?.leadReadiness).toBe('Cold')
})

test('a deleted lead leaves every list', () => {
  const queries = new QueryClient()
  const key = tableQuery({}).queryKey
  queries.setQueryData<Pages<Lead>>(key, pagesOf([aLead({ id: 1 }), aLead({ id: 2 })]))
  dropRow(queries, 1)
  expect(ids(queries.getQueryData(key))).toEqual([2])
})
