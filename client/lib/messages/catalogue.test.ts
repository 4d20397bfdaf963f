import { expect, test } from 'vitest'
import { fillIn, textOf } from './catalogue.ts'

const texts = {
  rows_one: '{{count}} fila',
  rows_many: '{{count}} de filas',
  rows_other: '{{count}} filas',
  minutes: '{{count}} min',
  deep: { field: { name: 'Nombre' } },
}
const spanish = (key: string, count?: number) => textOf(texts, { key, count, language: 'es' })

test('a key finds its text, however deep it stands, and nothing that is not there', () => {
  expect(spanish('deep.field.name')).toBe('Nombre')
  expect(spanish('deep.field')).toBeUndefined()
  expect(spanish('deep.other.name')).toBeUndefined()
})

test('a count chooses among the plurals the language has, millions included', () => {
  expect([1, 0, 7, 1_000_000].map((count) => spanish('rows', count))).toEqual([
    '{{count}} fila',
    '{{count}} filas',
    '{{count}} filas',
    '{{count}} de filas',
  ])
  expect(spanish('minutes', 1)).toBe('{{count}} min')
})

test('what is filled in is taken as it is, even when it looks like a place to fill in', () => {
  const write = (value: string | number) => `<${value}>`
  expect(fillIn('{{a}} and {{b}}, not {{c}}', { a: '{{b}} $& $1', b: 2 }, write)).toBe('<{{b}} $& $1> and <2>, not {{c}}')
})
