import { expect, test } from 'vitest'
import type { Language } from '#shared/values'
import { readLine } from './quick-parse.ts'

// Wednesday 6 March 2030, noon in New York; summer time begins on Sunday the 10th.
const now = Date.parse('2030-03-06T17:00:00Z')
const zone = 'America/New_York'
const people = [
  { id: 1, name: 'Sam Ortiz' },
  { id: 2, name: 'Sam Field' },
  { id: 3, name: 'José Marín' },
]
const read = (line: string, language: Language = 'en') => readLine(line, { now, zone, language, people })

test.each([
  ['Call Ana fri 3pm', 'Call Ana', '2030-03-08T20:00:00.000Z'],
  ['Send the kit tomorrow 9', 'Send the kit', '2030-03-07T14:00:00.000Z'],
  ['Send the kit friday 3', 'Send the kit', '2030-03-08T20:00:00.000Z'],
  ['Check refill in 2 weeks', 'Check refill', '2030-03-20T21:00:00.000Z'],
  ['Review labs on monday', 'Review labs', '2030-03-11T21:00:00.000Z'],
  ['Mail the form by march 12 at 10:30am', 'Mail the form', '2030-03-12T14:30:00.000Z'],
  ['Ring back in 3 hours', 'Ring back', '2030-03-06T20:00:00.000Z'],
])('%j is due as the clinic’s clock says', (line, title, dueDate) => {
  expect(read(line)).toEqual({ title, dueDate })
})

test.each([
  ['Llamar a Ana mañana a las 9', 'Llamar a Ana', '2030-03-07T14:00:00.000Z'],
  ['Llamar a Ana el viernes', 'Llamar a Ana', '2030-03-08T22:00:00.000Z'],
  ['Revisar en 2 semanas', 'Revisar', '2030-03-20T21:00:00.000Z'],
])('in Spanish: %j', (line, title, dueDate) => {
  expect(read(line, 'es')).toEqual({ title, dueDate })
})

test('a line without a date has none; the server’s rule by priority stands', () => {
  expect(read('Order lab kits')).toEqual({ title: 'Order lab kits' })
})

test.each([
  ['Call back !', 'High'],
  ['Call back !!!', 'Urgent'],
  ['Call back !low', 'Low'],
  ['Call back urgent', 'Urgent'],
  ['Llamar !alta', 'High'],
  ['Llamar urgente', 'Urgent'],
])('%j is a priority', (line, priority) => {
  const { title, ...rest } = read(line)
  expect(rest).toEqual({ priority })
  expect(title).toMatch(/^(Call back|Llamar)$/)
})

test('an exclamation mark that ends a word is none', () => {
  expect(read('Say thanks!')).toEqual({ title: 'Say thanks!' })
})

test('a colleague is found by whole name or a beginning only one has; others stay words', () => {
  expect(read('Call Ana @Sam Field friday')).toMatchObject({ title: 'Call Ana', assignedToId: 2 })
  expect(read('@jose call Ana')).toEqual({ title: 'call Ana', assignedToId: 3 })
  expect(read('Call Ana @Sam')).toEqual({ title: 'Call Ana @Sam' })
  expect(read('Write to ana@example.com')).toEqual({ title: 'Write to ana@example.com' })
})

test('all of it in one line', () => {
  expect(read('Call Ana fri 3pm !high @jose')).toEqual({
    title: 'Call Ana',
    dueDate: '2030-03-08T20:00:00.000Z',
    priority: 'High',
    assignedToId: 3,
  })
})
