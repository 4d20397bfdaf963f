import { describe, expect, test } from 'vitest'
import type { FileColumn, ImportKind } from '#shared/imports'
import { profiler } from '../reading/profile.ts'
import { blockersOf } from './blockers.ts'
import { guessJoin } from './join.ts'
import { guessSettings } from './settings.ts'
import { guessValue } from './values.ts'

const staff = [
  { id: 7, email: 'sam@clinic.example', firstName: 'Sam', lastName: 'Rivera' },
  { id: 8, email: 'ana@clinic.example', firstName: 'Ana', lastName: 'Rivera' },
]

function columnsOf(table: Record<string, string[]>): FileColumn[] {
  const names = Object.keys(table)
  const profile = profiler(names.length)
  const rows = Math.max(...names.map((name) => table[name]?.length ?? 0))
  for (let row = 0; row < rows; row++) profile.add(names.map((name) => table[name]?.[row] ?? ''))
  return profile.columns().map((each, at) => ({ column: names[at] ?? '', profile: each }))
}
const guess = (table: Record<string, string[]>, kind: ImportKind = 'leads') => guessSettings(kind, columnsOf(table), staff)
const fieldsOf = (table: Record<string, string[]>, kind: ImportKind = 'leads') =>
  Object.fromEntries(guess(table, kind).columns.map(({ column, field }) => [column, field]))

describe('columns', () => {
  test('a header that only sounds like a field is left alone', () => {
    const table = {
      'Email Opt Out': ['yes', 'no', 'no'],
      'Phone Verified': ['true', 'true', 'false'],
      'Company Name': ['Acme', 'Globex', 'Initech'],
      'Spouse Email': ['a@x.org', 'b@x.org', 'c@x.org'],
      'Last Contacted': ['2025-01-02', '2025-01-03', '2025-01-04'],
      'First Page Seen': ['/a', '/b', '/c'],
    }
    expect(fieldsOf({ ...table, Email: ['a@y.org', 'b@y.org', 'c@y.org'] })).toEqual({ Email: 'email' })
  })

  test('addresses are found under a header that says nothing', () => {
    expect(fieldsOf({ x17: ['a@y.org', 'b@y.org', 'c@y.org'], x18: ['1', '2', '3'] })).toEqual({ x17: 'email' })
  })

  test('cells overrule a header', () => {
    expect(fieldsOf({ Phone: ['yes', 'no', 'yes'], Mobile: ['(419) 293-7120', '419.293.7121', '4192937122'] })).toEqual({ Mobile: 'phone' })
  })

  test('a whole name counts only where its parts are missing', () => {
    expect(fieldsOf({ Name: ['Ann Lee'], First: ['Ann'], Last: ['Lee'] })).toEqual({ First: 'firstName', Last: 'lastName' })
    expect(fieldsOf({ Name: ['Ann Lee', 'Bo Ek'] })).toEqual({ Name: 'fullName' })
  })

  test('other languages and accents are read', () => {
    expect(fieldsOf({ Vorname: ['Jörg'], Nachname: ['Groß'], Teléfono: ['+34 612 345 678'], Prénom: ['x'] })).toMatchObject({
      Vorname: 'firstName',
      Nachname: 'lastName',
      Teléfono: 'phone',
    })
  })
})

test('owners are found by e-mail or whole name, and never by half of one', () => {
  const { values } = guess({ Owner: ['SAM@clinic.example', 'Rivera, Ana', 'Rivera'] })
  expect(values).toEqual([
    { field: 'owner', from: 'SAM@clinic.example', to: 7 },
    { field: 'owner', from: 'Rivera, Ana', to: 8 },
  ])
})

test.each([
  ['status', 'Working', 'HHQ Signed'],
  ['status', 'booking  not-paid', 'Booking: Not Paid'],
  ['status', 'Lost', undefined],
  ['leadSource', 'Social Media', 'Social Media Discovery Call'],
  ['leadReadiness', 'follow-up', 'Follow Up'],
  ['stage', 'initial lab reviews', 'Initial Lab Review'],
  ['stage', '', undefined],
] as const)('%s %j means %j', (field, theirs, ours) => {
  expect(guessValue(field, theirs)).toBe(ours)
})

test('the order of dates and digits in names are seen in the cells', () => {
  expect(guess({ 'Created at': ['25/12/2025', '01/02/2025'] }).dateOrder).toBe('dayFirst')
  expect(guess({ 'Created at': ['12/25/2025'] }).dateOrder).toBe('monthFirst')
  expect(guess({ First: ['Marcell728', 'Damien170'] }).stripDigits).toBe(true)
  expect(guess({ First: ['Ann', 'Damien2', 'Bo', 'Cy', 'Di'] }).stripDigits).toBe(false)
})

test('two lists belong together by the column whose values both have, not by one of the same name', () => {
  const own = columnsOf({ Id: ['L1', 'L2'], City: ['Rome', 'Rome'], Person: ['P9', 'P8'] })
  const rows = [
    { line: 2, cells: ['P8', 'Rome'] },
    { line: 3, cells: ['P9', 'Rome'] },
  ]
  expect(guessJoin(own, ['Id', 'City'], rows)).toEqual({ column: 'Person', joinedColumn: 'Id' })
})

test('what is missing is said with the rule that fills it', () => {
  const settings = guess({ Id: ['1', '2'], First: ['Ann', 'Bo'] }, 'contacts')
  expect(blockersOf(settings, ['Id', 'First'])).toMatchObject([
    { code: 'no_email', fix: { field: 'email', template: '{Id}@import.invalid' } },
    { code: 'no_last_name', fix: { field: 'lastName', template: 'Unknown' } },
  ])
})
