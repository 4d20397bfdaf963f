import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  appointmentStatuses,
  callOutcomes,
  contactStages,
  leadReadinesses,
  leadSources,
  leadStatuses,
  taskPriorities,
  taskStatuses,
  userRoles,
} from '#shared/values'
import { speak, startMessages, t } from './messages.ts'
import { valueWord } from './value-words.ts'

const all = [
  appointmentStatuses,
  callOutcomes,
  contactStages,
  leadReadinesses,
  leadSources,
  leadStatuses,
  taskPriorities,
  taskStatuses,
  userRoles,
].flat()

beforeAll(startMessages)
afterAll(() => speak('en'))

test('in English every value reads as documented', () => {
  for (const value of all) expect(valueWord(value)).toBe(value)
})

test('in Spanish every value has a word of its own, and stages are told apart', async () => {
  await speak('es')
  const same = all.filter((value) => valueWord(value) === value)
  expect(same).toEqual(['None', 'SDR', 'Admin'])
  expect(new Set(contactStages.map(valueWord)).size).toBe(contactStages.length)
})

test('what the clinic typed itself stays as it is', async () => {
  await speak('es')
  expect(valueWord('Corporate wellness')).toBe('Corporate wellness')
})

test('numbers and plurals follow the language', async () => {
  await speak('es')
  expect(t('imports.rows', { count: 12_500 })).toBe('12.500 filas')
  expect(t('imports.rows', { count: 1_000_000 })).toBe('1.000.000 de filas')
  await speak('en')
  expect(t('imports.rows', { count: 12_500 })).toBe('12,500 rows')
})
