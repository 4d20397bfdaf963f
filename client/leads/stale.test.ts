import { expect, test } from 'vitest'
import { differences } from '../records/page/stale.ts'
import { aCard, aLead } from './test-leads.ts'

test('two versions differ in what a person sees, not in the times the server keeps', () => {
  const seen = aLead()
  expect(differences(seen, aLead({ updatedAt: '2026-11-22T10:00:00.000Z' }))).toEqual([])
  expect(differences(seen, aLead({ leadReadiness: 'Hot', ownerId: 3 }))).toEqual(['leadReadiness', 'ownerId'])
})

test('what a card does not show cannot be stale on it', () => {
  expect(differences(aCard(), aLead({ notes: 'Prefers mornings', numberOfCalls: 2 }))).toEqual([])
})
