import { expect, test } from 'vitest'
import { greeting } from './greeting.ts'

test.each(['Rosa', 'Jean-Luc', 'O’Brien', "D'Arcy", 'María José', 'J. R.', 'Ng', '李', 'Zoë Anne-Marie'])(
  '%s is greeted by name',
  (name) => {
    expect(greeting('en', name)).toBe(`Hello ${name},`)
    expect(greeting('es', ` ${name} `)).toBe(`Hola, ${name}:`)
  },
)

test.each([
  'https://evil.example/pay',
  'evil.example',
  'www.evil.example',
  'call 555 0100 now',
  'Your account is locked go to our page',
  'me@evil.example',
  '<b>Rosa</b>',
  'R'.repeat(41),
  '',
])('%s is no name: whoever fills in our form for a stranger writes nothing into their letter', (name) => {
  expect([greeting('en', name), greeting('es', name)]).toEqual(['Hello,', 'Hola:'])
})
