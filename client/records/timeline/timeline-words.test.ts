import { expect, test } from 'vitest'
import { startMessages } from '../../lib/messages.ts'
import type { TimelineEntry } from '../record.ts'
import { entryWords } from './timeline-words.ts'

await startMessages()
const nameOf = (id: number | null) => (id === null ? 'Nobody' : ({ 7: 'Dana Ruiz', 8: 'Sam Okafor' }[id] ?? ''))
const entry = (given: Partial<TimelineEntry>): TimelineEntry => ({
  id: '1',
  at: '2026-11-22T10:00:00.000Z',
  kind: 'activity',
  entityType: 'lead',
  entityId: 1,
  action: 'updated',
  userId: 7,
  details: null,
  ...given,
})
const words = (given: Partial<TimelineEntry>, title?: string) => entryWords(entry(given), nameOf, () => title)

test('a change says who, what, and from what to what', () => {
  expect(words({ details: { changes: { leadReadiness: ['Warm', 'Hot'], ownerId: [7, 8] } } })).toMatchObject({
    who: 'Dana Ruiz',
    did: 'changed readiness and owner',
    changes: [
      { label: 'Readiness', from: 'Warm', to: 'Hot' },
      { label: 'Owner', from: 'Dana Ruiz', to: 'Sam Okafor' },
    ],
  })
})

test('free text is named, never quoted', () => {
  expect(words({ details: { fields: ['notes', 'phone'] } })).toMatchObject({ did: 'changed notes and phone', changes: [] })
})

test('a call tells its outcome, its minutes and what was said', () => {
  const call = words({ kind: 'call', action: 'called', details: { outcome: 'Reached', durationSeconds: 250, notes: 'Will pay tonight' } })
  expect(call).toMatchObject({ did: 'reached them, 4 min', quote: 'Will pay tonight' })
})

test('a task is told by its title, a claim without its ids', () => {
  expect(
    words({ entityType: 'task', action: 'completed', details: { changes: { status: ['Pending', 'Completed'] } } }, 'Call Maren'),
  ).toMatchObject({
    did: 'completed a task',
    about: 'Call Maren',
    changes: [],
  })
  expect(words({ action: 'claimed', details: { changes: { ownerId: [null, 7] } } }).changes).toEqual([])
})

test('what nobody foresaw is still told in words', () => {
  expect(words({ userId: null, action: 'merged_with' })).toMatchObject({ who: 'HealthCRM', did: 'merged with (lead)' })
})
