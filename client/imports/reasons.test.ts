import { afterEach, beforeAll, expect, test } from 'vitest'
import { speak, startMessages } from '../lib/messages.ts'
import { reasonWords } from './reasons.ts'

beforeAll(startMessages)
afterEach(() => speak('en'))

test('in English a reason stands as the server wrote it', () => {
  expect(reasonWords('e-mail is missing; type is none of our values')).toBe('e-mail is missing; type is none of our values')
})

test('in Spanish each part of a reason is worded, with its field', async () => {
  await speak('es')
  expect(reasonWords('e-mail is missing; last name is 300 characters long; at most 200 fit')).toBe(
    'Correo electrónico: falta; Apellido: tiene 300 caracteres; caben 200 como máximo',
  )
  expect(reasonWords('the same e-mail address as row 12')).toBe('el mismo correo que la fila 12')
})

test('what has no Spanish words yet is shown rather than hidden', async () => {
  await speak('es')
  expect(reasonWords('phone rings oddly')).toBe('phone rings oddly')
})
