import { expect, test } from 'vitest'
import { keeperFor } from './open-keeper.ts'

const standing = { versionId: 7, answers: {}, revision: 3 }

test('answers that are not saved when the questions are left are there on coming back, and only to the same questions', () => {
  const first = keeperFor(standing)
  first.set('sleep', 4)
  expect(keeperFor({ ...standing, revision: 4 })).toBe(first)
  expect(keeperFor({ ...standing, versionId: 8 }).view().answers).toEqual({})
})
