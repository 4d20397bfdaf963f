import { afterEach, beforeAll, expect, test } from 'vitest'
import { speak, startMessages } from './messages.ts'
import { ApiError } from './problem.ts'
import { explain, fieldErrors } from './problem-words.ts'
import { saidByServer } from './server-words.ts'

beforeAll(startMessages)
afterEach(() => speak('en'))

test('in English the server is quoted', () => {
  expect(saidByServer('Dana Ruiz has this lead already.')).toBe('Dana Ruiz has this lead already.')
})

test('in Spanish a refusal keeps its names, and words the values in it', async () => {
  await speak('es')
  expect(saidByServer('Dana Ruiz has this lead already.')).toBe('Dana Ruiz ya tiene este prospecto.')
  expect(saidByServer('This lead is HHQ Signed. It can be converted when it is Booking: Paid/Booked.')).toContain('«HHQ firmado»')
  expect(saidByServer('must be at most 200 characters')).toBe('debe tener como máximo 200 caracteres')
})

test('a refusal without Spanish words is explained by its kind, never in English', async () => {
  await speak('es')
  const unknown = new ApiError(409, { title: 'Conflict', detail: 'The moon is full.' })
  expect(explain(unknown)).toEqual({ title: 'Esto no se puede hacer ahora', detail: '' })
  expect(explain(new ApiError(403, { detail: 'The moon is full.' })).detail).toBe('Un Admin puede hacerlo o cambiar su función.')
})

test('a bad field is named in Spanish beside its field', async () => {
  await speak('es')
  const bad = new ApiError(400, {
    errors: [
      { path: 'email', message: 'is required' },
      { path: 'x', message: 'is haunted' },
    ],
  })
  expect(fieldErrors(bad)).toEqual({ email: 'Hace falta', x: 'No es correcto' })
})
