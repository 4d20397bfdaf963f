import { expect, test } from 'vitest'
import { changed, changeOf, draftOf, isChanged, moved, wrongEntries } from './list-draft.ts'

const entry = (value: string) => ({ value, closes: false, isRetired: false, isFixed: false })
const list = [entry('Weight'), entry('Sleep'), entry('Energy')]

test('a renamed and moved entry is sent under its new name with what it was; a dropped one is removed', () => {
  const renamed = changed(draftOf(list), 'Sleep', { value: ' Rest ' })
  const draft = moved(renamed, 1, -1).filter(({ value }) => value !== 'Energy')
  expect(changeOf(list, draft)).toEqual({
    entries: [
      { value: 'Rest', was: 'Sleep', closes: false, isRetired: false },
      { value: 'Weight', closes: false, isRetired: false },
    ],
    remove: ['Energy'],
  })
})

test('what stands as it was is no change', () => {
  expect(isChanged(list, draftOf(list))).toBe(false)
  expect(isChanged(list, moved(draftOf(list), 0, 1))).toBe(true)
})

test('blank names and doubles in any case are wrong', () => {
  const draft = [...draftOf(list), { ...entry('  '), key: 'new 1' }, { ...entry('weight'), key: 'new 2' }]
  expect([...wrongEntries(draft)]).toEqual(['new 1', 'new 2'])
})
