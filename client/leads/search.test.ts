import { expect, test } from 'vitest'
import { filterQuery, isFiltered, listQuery, readLeadsSearch, unfiltered } from './search.ts'

test('a link keeps what it shows: filters, sort, search, view and the open lead', () => {
  const raw = { view: 'board', sort: '-lastName', q: 'oduya', lead: '12', status: ['HHQ Signed', 'HHQ Started'], ownerId: 'none' }
  expect(readLeadsSearch(raw)).toMatchObject({
    view: 'board',
    sort: '-lastName',
    q: 'oduya',
    lead: 12,
    status: ['HHQ Started', 'HHQ Signed'],
    ownerId: ['none'],
  })
})

test('what is no value of a field falls out of the address and shows no error', () => {
  const raw = { view: 'map', sort: 'shoeSize', lead: '-3', status: 'Won', ownerId: ['7', 'me', '0'], createdAtFrom: 'yesterday' }
  expect(Object.values(readLeadsSearch(raw)).filter((value) => value !== undefined)).toEqual([['7']])
})

test('a day is asked for whole, where the person is', () => {
  const query = filterQuery({ createdAtFrom: '2026-11-22', createdAtTo: '2026-11-22' })
  expect(Date.parse(query.createdAtTo ?? '') - Date.parse(query.createdAtFrom ?? '')).toBe(24 * 3_600_000 - 1)
  expect(new Date(query.createdAtFrom ?? '').getHours()).toBe(0)
})

test('references go out as numbers, nobody as none', () => {
  expect(filterQuery({ ownerId: ['7', 'none'] }).ownerId).toEqual([7, 'none'])
})

test('without a sort the last changed come first', () => {
  expect(listQuery({}).sort).toBe('-updatedAt')
})

test('clearing the filters keeps the view, the sort and the open lead', () => {
  const search = readLeadsSearch({ view: 'board', sort: 'status', lead: '4', q: 'x', status: 'HHQ Signed' })
  expect(isFiltered(search)).toBe(true)
  expect(isFiltered(unfiltered(search))).toBe(false)
  expect(unfiltered(search)).toEqual({ view: 'board', sort: 'status', lead: 4 })
})

test('every field of a lead has its filter in the address, and goes out as the API takes it', () => {
  const raw = {
    leadType: 'Corporate',
    portalAccess: 'true',
    numberOfCallsFrom: 3,
    numberOfCallsTo: '5',
    lastContacted: 'none',
    updatedAtFrom: '2026-11-22',
  }
  const query = filterQuery(readLeadsSearch(raw))
  expect(query).toMatchObject({ leadType: ['Corporate'], portalAccess: [true], numberOfCallsFrom: 3, numberOfCallsTo: 5 })
  expect(query.lastContacted).toEqual(['none'])
  expect(query.updatedAtFrom).toBeDefined()
})
