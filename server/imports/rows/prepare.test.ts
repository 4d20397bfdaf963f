import { expect, test } from 'vitest'
import type { ImportField, ImportSettings } from '#shared/imports'
import { preparer } from './prepare.ts'

const base: ImportSettings = {
  columns: [],
  values: [],
  unlisted: 'default',
  missing: [],
  matchBy: ['email'],
  duplicates: 'skip',
  stripDigits: false,
  dateOrder: 'monthFirst',
  country: 'US',
  assignTo: null,
}
const mapped = (fields: Record<string, ImportField>) => Object.entries(fields).map(([column, field]) => ({ column, field }))
function prepare(fields: Record<string, ImportField>, cells: string[], settings: Partial<ImportSettings> = {}) {
  const headers = Object.keys(fields)
  return preparer({ ...base, columns: mapped(fields), ...settings }, headers, headers.length)(cells)
}
const person = { First: 'firstName', Last: 'lastName', Email: 'email' } as const

test('several columns of notes are told apart by their names', () => {
  const row = prepare({ ...person, Comment: 'notes', City: 'notes', Empty: 'notes' }, [
    'Ann',
    'Lee',
    'a@x.org',
    'calls at\nnoon',
    'Rome',
    '',
  ])
  expect(row.fields.notes).toBe('Comment: calls at\nnoon\nCity: Rome')
})

test('a rule fills only what is empty, and what it makes has to be an address', () => {
  const missing = [{ field: 'email' as const, template: '{First}.{Last}@import.invalid' }]
  expect(prepare(person, ['José', 'Núñez', ''], { missing }).fields.email).toBe('Jose.Nunez@import.invalid')
  expect(prepare(person, ['Ann', 'Lee', 'own@x.org'], { missing }).fields.email).toBe('own@x.org')
  const broken = prepare(person, ['Ann', 'Lee', ''], { missing: [{ field: 'email', template: 'nobody' }] })
  expect(broken.errors).toEqual([{ field: 'email', message: 'is missing, and the rule for it makes no valid address' }])
})

test('the apostrophe that an export put before a formula is taken off, and a NUL as well', () => {
  expect(prepare(person, ["'=Ann", 'L\0ee', 'a@x.org']).fields).toEqual({ firstName: '=Ann', lastName: 'Lee', email: 'a@x.org' })
  expect(prepare(person, ["'Ann", "O'Neill", 'a@x.org']).fields).toMatchObject({ firstName: "'Ann", lastName: "O'Neill" })
})

test('every fault of a row is told at once', () => {
  const row = prepare(person, ['', 'L'.repeat(300), 'nope', 'surplus'])
  expect(row.errors.map(({ field, message }) => `${field} ${message}`)).toEqual([
    'null has 4 cells where the header has 3',
    'email is no valid address',
    'firstName is missing',
    'lastName is 300 characters long; at most 200 fit',
  ])
})

test('equal rows have equal fingerprints, whatever they are mapped to', () => {
  const one = prepare(person, ['Ann', 'Lee', 'a@x.org'])
  const other = preparer({ ...base, columns: mapped({ Email: 'email' }) }, ['First', 'Last', 'Email', 'Joined'], 3)
  expect(other([' Ann', 'Lee', 'a@x.org ', 'more']).fingerprint).toBe(one.fingerprint)
  expect(prepare(person, ['Ann', 'Lee', 'b@x.org']).fingerprint).not.toBe(one.fingerprint)
})

test('their word takes our value by rule, by its own spelling, by default, or is refused', () => {
  const fields = { ...person, Status: 'status' } as const
  const values = [
    { field: 'status' as const, from: 'Working', to: 'HHQ Signed' },
    { field: 'status' as const, from: 'Lost', to: null },
  ]
  const status = (word: string, unlisted: 'default' | 'reject') => {
    const { fields: made, errors } = prepare(fields, ['Ann', 'Lee', 'a@x.org', word], { values, unlisted })
    return errors[0]?.message ?? made.status
  }
  expect(status(' working ', 'reject')).toBe('HHQ Signed')
  expect(status('BOOKING: NOT PAID', 'reject')).toBe('Booking: Not Paid')
  expect(status('Lost', 'reject')).toBeUndefined()
  expect(status('Zombie', 'default')).toBeUndefined()
  expect(status('Zombie', 'reject')).toBe('"Zombie" is none of our values')
})
