import { expect, test } from 'vitest'
import { faultsOf, ourPortal, ourProduct, type Product } from './check.ts'

/** A product of one page and two texts in order, with something planted in it. */
const product = (planted: Partial<Product> & { page?: string; refusal?: string }): string[] =>
  faultsOf({
    english: { room: { title: 'Leads', rows_one: '{{count}} row', rows_other: '{{count}} rows' } },
    spanish: { room: { title: 'Prospectos', rows_one: '{{count}} fila', rows_many: '{{count}} de filas', rows_other: '{{count}} filas' } },
    same: new Set(),
    serverWords: {},
    pages: [{ file: 'a.tsx', text: `${planted.page ?? ''}\nconst used = [t('room.title'), t('room.rows', { count })]` }],
    server: [{ file: 'b.ts', text: planted.refusal ?? '' }],
    ...planted,
  })

test('our own texts are in order', () => {
  expect(faultsOf(ourProduct())).toEqual([])
  expect(faultsOf(ourPortal())).toEqual([])
})

test('a product in order has no faults', () => {
  expect(product({})).toEqual([])
})

test.each([
  ['words between tags', 'const p = <p>Hello there</p>', 'a.tsx:1 Hello there'],
  ['words of another alphabet', 'const p = <p>¿Qué?</p>', 'a.tsx:1 ¿Qué?'],
  ['words in braces', "const p = <p>{'Hello there'}</p>", 'a.tsx:1 Hello there'],
  ['words of a choice', "const p = <p>{open ? t('room.title') : 'Closed'}</p>", 'a.tsx:1 Closed'],
  ['words that follow a condition', "const p = <p>{open && 'Open now'}</p>", 'a.tsx:1 Open now'],
  ['words around a value', `const p = <p>{\`\${name} is here\`}</p>`, 'a.tsx:1 {{1}} is here'],
  ['words added to a value', "const p = <p>{name + ' is here'}</p>", 'a.tsx:1 is here'],
  ['words in a fragment', 'const p = <>Hello there</>', 'a.tsx:1 Hello there'],
  ['aria-label', 'const p = <p aria-label="Close" />', 'a.tsx:1 Close'],
  ['title', `const p = <p title={\`Call \${name}\`} />`, 'a.tsx:1 Call {{1}}'],
  ['placeholder', "const p = <input placeholder={'Name'} />", 'a.tsx:1 Name'],
  ['alt', 'const p = <img alt="Logo" />', 'a.tsx:1 Logo'],
  ['label of a component of ours', "const p = <Select label={narrow ? 'Who' : t('room.title')} />", 'a.tsx:1 Who'],
  ['a toast', "toast({ text: 'Saved' })", 'a.tsx:1 Saved'],
  ['a column', "const columns = [{ id: 'name', header: 'Name' }]", 'a.tsx:1 Name'],
])('text outside the catalogue is found: %s', (_, page, found) => {
  expect(product({ page })).toEqual([`text outside the catalogue: ${found}`])
})

test('keys, values, class names and signs are no text', () => {
  const page = `const p = <a href="/leads" className="quiet" data-place="side" title={t('room.title')}>– · {42} HealthCRM</a>
    const column = { id: 'name', label: 'room.title', kind: 'choice' }
    const q = <p>{status === 'Scheduled' && t('room.title')}</p>`
  expect(product({ page })).toEqual([])
})

const english = { room: { title: 'Leads', who: '{{name}} is here' } }
const page = "const all = [t('room.title'), t('room.who', { name })]"
const pages = [{ file: 'a.tsx', text: page }]

test('a key that one language lacks is found', () => {
  const spanish = { room: { title: 'Prospectos' } }
  expect(product({ english, spanish, pages })).toEqual(['missing in Spanish: room.who'])
  expect(product({ english: spanish, spanish: english, pages })).toContain('missing in English: room.who')
})

test('a plural form that the language needs is found', () => {
  const counted = { rows_one: '{{count}} row', rows_other: '{{count}} rows' }
  const found = product({ english: counted, spanish: { rows_one: 'una fila', rows_other: '{{count}} filas' }, page: "t('rows')" })
  expect(found).toContain('plural form missing: rows_many')
})

test('a place to fill in that one language lacks is found', () => {
  const spanish = { room: { title: 'Prospectos', who: 'Está {{nombre}}' } }
  expect(product({ english, spanish, pages })).toEqual(['places to fill in differ: room.who: name, nombre'])
})

test('a text left in English is found, unless it is listed; a listing that no longer holds is found too', () => {
  const spanish = { room: { title: 'Leads', who: 'Aquí está {{name}}' } }
  expect(product({ english, spanish, pages })).toEqual(['not translated: room.title'])
  expect(product({ english, spanish, pages, same: new Set(['room.title']) })).toEqual([])
  const stale = product({ english, spanish, pages, same: new Set(['room.title', 'room.who']) })
  expect(stale).toEqual(['not translated: room.who (listed as the same in both, and is not)'])
})

test('a text that no page names is found; a template that may name it counts as use', () => {
  const spanish = { room: { title: 'Prospectos', who: 'Aquí está {{name}}' } }
  const titleOnly = "t('room.title')"
  expect(product({ english, spanish, pages: [{ file: 'a.tsx', text: titleOnly }] })).toEqual(['used nowhere: room.who'])
  const byTemplate = `${titleOnly}; t(\`room.\${which}\`)`
  expect(product({ english, spanish, pages: [{ file: 'a.tsx', text: byTemplate }] })).toEqual([])
})

test.each([
  ['a refusal', "throw forbidden('Not today.')", 'Not today.'],
  ['a clash that names somebody', `throw conflict('taken', \`\${name} has it.\`)`, '{{1}} has it.'],
  ['one of two sentences', "conflict('x', admin ? 'Give a reason.' : 'Ask an Admin.')", 'Ask an Admin.'],
  ['a bad field', "badInput({ path: 'email', message: 'is odd' })", 'is odd'],
])('a sentence of the server without Spanish words is found: %s', (_, refusal, sentence) => {
  expect(product({ refusal })).toContain(`the server says, and Spanish does not: ${sentence}`)
  const serverWords = { [sentence]: '…', 'Give a reason.': '…' }
  expect(product({ refusal, serverWords })).toEqual([])
})
