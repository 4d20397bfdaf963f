import { expect, test } from 'vitest'
import { askedField } from './asked-field.ts'

test.each([
  ['My phone number is 303 555 0100 now', 'phone'],
  ['Mi correo cambió', 'email'],
  ['My last name is spelled Muñoz', 'lastName'],
  ['I am called John, not Jon', 'firstName'],
  ['What you noted in the notes is wrong', 'notes'],
  ['My height is 66 inches', undefined],
])('“%s” speaks of %s', (text, field) => {
  expect(askedField(text)).toBe(field)
})
